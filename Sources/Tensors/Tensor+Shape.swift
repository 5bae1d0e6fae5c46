internal import CTorchInterface

/// The same elements in another order or arrangement.
extension Tensor {
    /// -1 stands for what remains.
    public func reshaped(_ shape: [Int]) throws -> Tensor {
        try withSizes(shape) { sizes, rank in try making { $0.reshape($1, sizes, rank) } }
    }

    public func reshaped(_ shape: Int...) throws -> Tensor { try reshaped(shape) }

    /// Dimensions of size 1 repeated without a copy; -1 keeps a size.
    public func expanded(_ shape: [Int]) throws -> Tensor {
        try withSizes(shape) { sizes, rank in try making { $0.expand($1, sizes, rank) } }
    }

    public func expanded(_ shape: Int...) throws -> Tensor { try expanded(shape) }

    public func permuted(_ dims: Int...) throws -> Tensor {
        try withSizes(dims) { list, rank in try making { $0.permute($1, list, rank) } }
    }

    public func transposed(_ first: Int = -2, _ second: Int = -1) throws -> Tensor {
        try making { $0.transpose($1, Int64(first), Int64(second)) }
    }

    public func flattened(from dim: Int = 0) throws -> Tensor {
        try reshaped(Array(shape.prefix(dim)) + [-1])
    }

    public func unsqueezed(_ dim: Int) throws -> Tensor {
        var shape = shape
        let position = dim < 0 ? dim + shape.count + 1 : dim
        guard (0...shape.count).contains(position) else {
            throw TensorError(.operation, "There is no place \(dim) in a shape \(shape).")
        }
        shape.insert(1, at: position)
        return try reshaped(shape)
    }

    public func squeezed(_ dim: Int) throws -> Tensor { try select(dim, 0) }

    /// The elements `range` of a dimension, without a copy.
    public func sliced(_ dim: Int, _ range: Range<Int>) throws -> Tensor {
        try making { $0.narrow($1, Int64(dim), Int64(range.lowerBound), Int64(range.count)) }
    }

    /// One element of a dimension, which goes, without a copy.
    public func select(_ dim: Int, _ index: Int) throws -> Tensor {
        try making { $0.select($1, Int64(dim), Int64(index)) }
    }

    /// One element of the first dimension.
    public func at(_ index: Int) throws -> Tensor { try select(0, index) }

    /// `count` parts of equal size along a dimension.
    public func chunked(_ count: Int, _ dim: Int) throws -> [Tensor] {
        let whole = self.size(dim)
        guard count > 0, whole.isMultiple(of: count) else {
            throw TensorError(.operation, "\(whole) elements do not make \(count) equal parts.")
        }
        let size = whole / count
        return try (0..<count).map { try sliced(dim, $0 * size..<($0 + 1) * size) }
    }

    /// The elements of a dimension that `indices` (int64, one dimension) name, copied.
    public func selecting(_ dim: Int, _ indices: Tensor) throws -> Tensor {
        try making { $0.index_select($1, Int64(dim), indices.handle) }
    }

    public func selecting(_ dim: Int, _ indices: [Int]) throws -> Tensor {
        try selecting(dim, Tensor.of(indices).to(device))
    }

    public func gathered(_ dim: Int, _ indices: Tensor) throws -> Tensor {
        try making { $0.gather($1, Int64(dim), indices.handle) }
    }

    public func flipped(_ dims: Int...) throws -> Tensor {
        try withSizes(dims) { list, count in try making { $0.flip($1, list, count) } }
    }

    /// Every element of a dimension `repeats` times, one after the other.
    public func repeated(_ repeats: Int, _ dim: Int) throws -> Tensor {
        try making { $0.repeat_interleave($1, Int64(repeats), Int64(dim)) }
    }

    /// Constant borders; amounts from the last dimension: left, right, top, bottom, …
    public func padded(_ amounts: [Int], value: Double = 0) throws -> Tensor {
        try withSizes(amounts) { list, count in try making { $0.pad($1, list, count, value) } }
    }

    public static func concatenated(_ tensors: [Tensor], _ dim: Int) throws -> Tensor {
        let table = try Library.table()
        let handles = tensors.map(\.handle)
        return try withExtendedLifetime(tensors) {
            try table.made(
                table.pointee.concatenate(handles, Int32(handles.count), Int64(dim)))
        }
    }

    public static func stacked(_ tensors: [Tensor], _ dim: Int = 0) throws -> Tensor {
        let table = try Library.table()
        let handles = tensors.map(\.handle)
        return try withExtendedLifetime(tensors) {
            try table.made(table.pointee.stack(handles, Int32(handles.count), Int64(dim)))
        }
    }
}
