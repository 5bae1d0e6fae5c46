internal import CTorchInterface

extension Tensor {
    /// The single element.
    public func item() throws -> Double {
        var value = 0.0
        try doing { $0.item($1, &value) }
        return value
    }

    /// The elements in row-major order, converted.
    public func floats() throws -> [Float] { try elements(as: .float32, fill: Float.zero) }

    public func doubles() throws -> [Double] { try elements(as: .float64, fill: Double.zero) }

    public func integers() throws -> [Int] {
        try elements(as: .int64, fill: Int64.zero).map(Int.init)
    }

    public func bytes() throws -> [UInt8] { try elements(as: .uint8, fill: UInt8.zero) }

    private func elements<Element>(as dtype: DType, fill: Element) throws -> [Element] {
        let source = try to(dtype)
        var values = [Element](repeating: fill, count: count)
        try values.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
            try source.doing { $0.copy_to_host($1, base, buffer.count) }
        }
        return values
    }

    /// The elements' bytes in row-major order, in the tensor's own type.
    public func rawBytes() throws -> [UInt8] {
        var values = [UInt8](repeating: 0, count: count * dtype.size)
        try values.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
            try doing { $0.copy_to_host($1, base, buffer.count) }
        }
        return values
    }
}
