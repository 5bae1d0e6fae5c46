internal import CTorchInterface

/// An n-dimensional array of libtorch, on any device, with its place in the autograd graph.
///
/// Not Sendable: one thread owns all tensors (libtorch's gradient mode and worker pools belong to
/// the calling thread). Operations throw `TensorError`; one `try` covers an expression.
public final class Tensor {
    let handle: ctorch_tensor

    init(owning handle: ctorch_tensor) {
        self.handle = handle
    }

    deinit {
        if let table = try? Library.table() { table.pointee.tensor_free(handle) }
    }

    public var rank: Int {
        table.map { Int($0.pointee.rank(handle)) } ?? 0
    }

    /// The size of each dimension.
    public var shape: [Int] {
        guard let table else { return [] }
        var sizes = [Int64](repeating: 0, count: rank)
        table.pointee.shape(handle, &sizes)
        return sizes.map(Int.init)
    }

    public var count: Int {
        table.map { Int($0.pointee.count(handle)) } ?? 0
    }

    public var dtype: DType {
        table.flatMap { DType(rawValue: $0.pointee.dtype(handle)) } ?? .float32
    }

    public var device: Device {
        table.map { Device(code: $0.pointee.device(handle)) } ?? .cpu
    }

    /// The size of one dimension; negative ones count from the end.
    public func size(_ dimension: Int) -> Int {
        let shape = shape
        return shape[dimension < 0 ? dimension + shape.count : dimension]
    }

    /// A tensor exists only where the library was loaded.
    private var table: Library.Table? { try? Library.table() }

    // MARK: Building blocks of the operations

    typealias Unary = @convention(c) (ctorch_tensor) -> ctorch_tensor?
    typealias Binary = @convention(c) (ctorch_tensor, ctorch_tensor) -> ctorch_tensor?

    func mapped(_ operation: KeyPath<ctorch_table, Unary>) throws -> Tensor {
        let table = try Library.table()
        return try table.made(table.pointee[keyPath: operation](handle))
    }

    /// A result that is made by the library's functions from this tensor's handle.
    func making(_ body: (ctorch_table, ctorch_tensor) -> ctorch_tensor?) throws -> Tensor {
        let table = try Library.table()
        return try table.made(body(table.pointee, handle))
    }

    func doing(_ body: (ctorch_table, ctorch_tensor) -> Int32) throws {
        let table = try Library.table()
        try table.check(body(table.pointee, handle))
    }
}

/// Shapes and dimension lists as the C functions take them.
func withSizes<Result>(
    _ sizes: [Int], _ body: (UnsafePointer<Int64>, Int32) throws -> Result
) rethrows -> Result {
    // An empty array has no base address, and NULL is not a list.
    let values = sizes.map(Int64.init) + [0]
    return try values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("the list has an element") }
        return try body(base, Int32(sizes.count))
    }
}
