internal import CTorchInterface

/// A source of random numbers with a state that can be saved: every draw names one.
public final class RandomGenerator {
    private let handle: ctorch_generator
    public let device: Device

    public init(seed: UInt64, device: Device = .cpu) throws {
        let table = try Library.table()
        guard let handle = table.pointee.generator_new(device.code, seed) else {
            throw table.reportedError()
        }
        self.handle = handle
        self.device = device
    }

    deinit {
        if let table = try? Library.table() { table.pointee.generator_free(handle) }
    }

    /// Bytes from which the same numbers follow.
    public func state() throws -> [UInt8] {
        let table = try Library.table()
        return try table.made(table.pointee.generator_state(handle)).bytes()
    }

    public func restore(_ state: [UInt8]) throws {
        let table = try Library.table()
        let tensor = try Tensor.of(state)
        try table.check(table.pointee.generator_set_state(handle, tensor.handle))
    }

    /// Standard normal numbers.
    public func normal(_ shape: [Int], dtype: DType = .float32) throws -> Tensor {
        let table = try Library.table()
        return try withSizes(shape) { sizes, rank in
            try table.made(
                table.pointee.normal(sizes, rank, handle, dtype.rawValue, device.code))
        }
    }

    /// Numbers in 0..<1.
    public func uniform(_ shape: [Int], dtype: DType = .float32) throws -> Tensor {
        let table = try Library.table()
        return try withSizes(shape) { sizes, rank in
            try table.made(
                table.pointee.uniform(sizes, rank, handle, dtype.rawValue, device.code))
        }
    }

    /// Whole numbers of the range, as int64.
    public func integers(_ range: Range<Int>, _ shape: [Int]) throws -> Tensor {
        let table = try Library.table()
        return try withSizes(shape) { sizes, rank in
            try table.made(
                table.pointee.integers(
                    Int64(range.lowerBound), Int64(range.upperBound), sizes, rank, handle,
                    device.code))
        }
    }

    /// The numbers 0..<count in random order.
    public func permutation(_ count: Int) throws -> [Int] {
        let table = try Library.table()
        return try table.made(
            table.pointee.permutation(Int64(count), handle, device.code)
        ).integers()
    }
}
