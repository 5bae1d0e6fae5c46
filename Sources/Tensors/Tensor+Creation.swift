internal import CTorchInterface

extension Tensor {
    /// Copies `values` in row-major order.
    public static func of(_ values: [Float], shape: [Int]? = nil) throws -> Tensor {
        try copying(values, shape: shape, dtype: .float32)
    }

    public static func of(_ values: [Int], shape: [Int]? = nil) throws -> Tensor {
        try copying(values.map(Int64.init), shape: shape, dtype: .int64)
    }

    public static func of(_ values: [UInt8], shape: [Int]? = nil) throws -> Tensor {
        try copying(values, shape: shape, dtype: .uint8)
    }

    public static func of(_ values: [Double], shape: [Int]? = nil) throws -> Tensor {
        try copying(values, shape: shape, dtype: .float64)
    }

    private static func copying<Element>(
        _ values: [Element], shape: [Int]?, dtype: DType
    ) throws -> Tensor {
        let shape = shape ?? [values.count]
        guard shape.reduce(1, *) == values.count else {
            throw TensorError(
                .operation, "\(values.count) values do not fill a tensor of shape \(shape).")
        }
        return try values.withUnsafeBytes { try copying($0, shape: shape, dtype: dtype) }
    }

    /// Copies bytes that hold the elements in row-major order.
    public static func copying(
        _ bytes: UnsafeRawBufferPointer, shape: [Int], dtype: DType
    ) throws -> Tensor {
        guard bytes.count == shape.reduce(dtype.size, *) else {
            throw TensorError(
                .operation, "\(bytes.count) bytes do not fill a tensor of shape \(shape).")
        }
        // A tensor without elements has no bytes to copy, but the function takes no NULL.
        var nothing: UInt8 = 0
        let table = try Library.table()
        return try withSizes(shape) { sizes, rank in
            try withUnsafeBytes(of: &nothing) { placeholder in
                guard let base = bytes.baseAddress ?? placeholder.baseAddress else {
                    throw TensorError(.operation, "There are no bytes to copy.")
                }
                return try table.made(table.pointee.from_data(base, sizes, rank, dtype.rawValue))
            }
        }
    }

    public static func full(
        _ shape: [Int], _ value: Double, dtype: DType = .float32, device: Device = .cpu
    ) throws -> Tensor {
        let table = try Library.table()
        return try withSizes(shape) { sizes, rank in
            try table.made(table.pointee.full(sizes, rank, value, dtype.rawValue, device.code))
        }
    }

    public static func zeros(
        _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
    ) throws -> Tensor {
        try full(shape, 0, dtype: dtype, device: device)
    }

    public static func ones(
        _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
    ) throws -> Tensor {
        try full(shape, 1, dtype: dtype, device: device)
    }

    /// `start`, `start + step`, … below `end`.
    public static func range(
        _ start: Double, _ end: Double, step: Double = 1, dtype: DType = .float32,
        device: Device = .cpu
    ) throws -> Tensor {
        let table = try Library.table()
        return try table.made(
            table.pointee.arange(start, end, step, dtype.rawValue, device.code))
    }

    public static func identity(
        _ size: Int, dtype: DType = .float32, device: Device = .cpu
    ) throws -> Tensor {
        let table = try Library.table()
        return try table.made(table.pointee.eye(Int64(size), dtype.rawValue, device.code))
    }

    /// A copy with memory of its own.
    public func copied() throws -> Tensor { try mapped(\.copy) }

    public func to(_ dtype: DType) throws -> Tensor {
        if dtype == self.dtype { return self }
        return try making { $0.to_dtype($1, dtype.rawValue) }
    }

    public func to(_ device: Device) throws -> Tensor {
        if device == self.device { return self }
        return try making { $0.to_device($1, device.code) }
    }

    /// The same numbers, row-major in memory.
    public func contiguous() throws -> Tensor { try mapped(\.contiguous) }

    /// The same numbers [N, C, H, W] with the channels next to each other in memory, which the
    /// convolutions of CPUs and GPUs prefer.
    public func channelsLast() throws -> Tensor { try mapped(\.channels_last) }

    /// Copies another tensor's numbers into this one, outside autograd; shapes must broadcast.
    public func assign(_ source: Tensor) throws {
        try doing { $0.assign($1, source.handle) }
    }
}
