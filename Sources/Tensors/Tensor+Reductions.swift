internal import CTorchInterface

/// Over the dimensions that are named, or over all of them.
extension Tensor {
    public func sum(_ dims: Int..., keepingDims: Bool = false) throws -> Tensor {
        try reduced(dims) { $0.sum(handle, $1, $2, keepingDims) }
    }

    public func mean(_ dims: Int..., keepingDims: Bool = false) throws -> Tensor {
        try reduced(dims) { $0.mean(handle, $1, $2, keepingDims) }
    }

    /// The mean square distance from the mean; `unbiased` divides by one less.
    public func variance(
        _ dims: Int..., unbiased: Bool = false, keepingDims: Bool = false
    ) throws -> Tensor {
        try reduced(dims) { $0.variance(handle, $1, $2, unbiased, keepingDims) }
    }

    public func largest(_ dims: Int..., keepingDims: Bool = false) throws -> Tensor {
        try reduced(dims) { $0.largest(handle, $1, $2, keepingDims) }
    }

    public func smallest(_ dims: Int..., keepingDims: Bool = false) throws -> Tensor {
        try reduced(dims) { $0.smallest(handle, $1, $2, keepingDims) }
    }

    private func reduced(
        _ dims: [Int],
        _ body: (ctorch_table, UnsafePointer<Int64>, Int32) -> ctorch_tensor?
    ) throws -> Tensor {
        let table = try Library.table()
        return try withSizes(dims) { try table.made(body(table.pointee, $0, $1)) }
    }

    public func argmax(_ dim: Int) throws -> Tensor {
        try making { $0.argmax($1, Int64(dim)) }
    }

    public func cumulativeProduct(_ dim: Int) throws -> Tensor {
        try making { $0.cumulative_product($1, Int64(dim)) }
    }

    /// The length of the whole tensor as a vector.
    public func norm() throws -> Tensor { try squared().sum().squareRoot() }

    /// Scaled to length 1 along a dimension.
    public func normalized(_ dim: Int) throws -> Tensor {
        try self / squared().sum(dim, keepingDims: true).squareRoot().clamped(atLeast: 1e-12)
    }
}
