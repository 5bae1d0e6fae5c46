internal import CTorchInterface

/// The operations that networks are made of.
extension Tensor {
    /// `x Wᵀ + b`: input [..., I], weight [O, I], bias [O].
    public func linear(_ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        try making { $0.linear($1, weight.handle, bias?.handle) }
    }

    /// Input [N, C, H, W], weight [O, C / groups, K, K], bias [O].
    public func convolution(
        _ weight: Tensor, _ bias: Tensor?, stride: Int = 1, padding: Int = 0, groups: Int = 1
    ) throws -> Tensor {
        try making {
            $0.convolution(
                $1, weight.handle, bias?.handle, Int64(stride), Int64(padding), Int64(groups))
        }
    }

    public func groupNorm(
        _ groups: Int, _ weight: Tensor?, _ bias: Tensor?, epsilon: Double
    ) throws -> Tensor {
        try making { $0.group_norm($1, Int64(groups), weight?.handle, bias?.handle, epsilon) }
    }

    /// Over the last dimension.
    public func layerNorm(_ weight: Tensor?, _ bias: Tensor?, epsilon: Double) throws -> Tensor {
        try making { $0.layer_norm($1, weight?.handle, bias?.handle, epsilon) }
    }

    /// With batch statistics where training (the running ones are then updated in place), else
    /// with the running ones.
    public func batchNorm(
        _ weight: Tensor?, _ bias: Tensor?, mean: Tensor, variance: Tensor, isTraining: Bool,
        momentum: Double = 0.1, epsilon: Double = 1e-5
    ) throws -> Tensor {
        try making {
            $0.batch_norm(
                $1, weight?.handle, bias?.handle, mean.handle, variance.handle, isTraining,
                momentum, epsilon)
        }
    }

    /// The rows of this table [V, C] that `indices` (int64) name: [..., C].
    public func embedding(_ indices: Tensor) throws -> Tensor {
        try making { $0.embedding($1, indices.handle) }
    }

    public func relu() throws -> Tensor { try mapped(\.relu) }
    public func silu() throws -> Tensor { try mapped(\.silu) }
    public func sigmoid() throws -> Tensor { try mapped(\.sigmoid) }
    public func logSigmoid() throws -> Tensor { try mapped(\.log_sigmoid) }
    public func tanh() throws -> Tensor { try mapped(\.tanh_) }

    public func gelu(tanhApproximation: Bool = false) throws -> Tensor {
        try making { $0.gelu($1, tanhApproximation) }
    }

    /// `x σ(1.702 x)`, the GELU of the first CLIP models.
    public func quickGELU() throws -> Tensor { try self * (self * 1.702).sigmoid() }

    public func softmax(_ dim: Int) throws -> Tensor { try making { $0.softmax($1, Int64(dim)) } }

    public func logSoftmax(_ dim: Int) throws -> Tensor {
        try making { $0.log_softmax($1, Int64(dim)) }
    }

    /// `softmax(Q Kᵀ · scale + mask) V` over the last two dimensions.
    public static func attention(
        query: Tensor, key: Tensor, value: Tensor, mask: Tensor? = nil, scale: Double
    ) throws -> Tensor {
        try query.making { $0.attention($1, key.handle, value.handle, mask?.handle, scale) }
    }

    public func upsampledNearest(height: Int, width: Int) throws -> Tensor {
        try making { $0.upsample_nearest($1, Int64(height), Int64(width)) }
    }

    public func upsampledBilinear(height: Int, width: Int) throws -> Tensor {
        try making { $0.upsample_bilinear($1, Int64(height), Int64(width)) }
    }

    public func averagePooled(_ size: Int, stride: Int? = nil, padding: Int = 0) throws -> Tensor {
        try making {
            $0.average_pool($1, Int64(size), Int64(stride ?? size), Int64(padding))
        }
    }

    public func maxPooled(_ size: Int, stride: Int? = nil, padding: Int = 0) throws -> Tensor {
        try making { $0.max_pool($1, Int64(size), Int64(stride ?? size), Int64(padding)) }
    }

    public func adaptiveAveragePooled(height: Int, width: Int) throws -> Tensor {
        try making { $0.adaptive_average_pool($1, Int64(height), Int64(width)) }
    }

    /// What lies beyond the edge of a picture that is sampled there.
    public enum Outside {
        case zeros
        case border
    }

    /// Samples [N, C, H, W] bilinearly where `theta` [N, 2, 3] puts the pixels of the result;
    /// coordinates run from -1 to 1 between the outer edges.
    public func affineSampled(
        _ theta: Tensor, height: Int, width: Int, outside: Outside = .zeros
    ) throws -> Tensor {
        try making {
            $0.affine_sample(
                $1, theta.handle, Int64(height), Int64(width), outside == .border)
        }
    }

    /// Element by element, of logits against targets in 0…1.
    public func binaryCrossEntropy(_ targets: Tensor, weight: Tensor? = nil) throws -> Tensor {
        try making { $0.binary_cross_entropy($1, targets.handle, weight?.handle) }
    }

    /// The mean over a batch of logits [N, classes] against class numbers [N].
    public func crossEntropy(_ targets: Tensor) throws -> Tensor {
        try making { $0.cross_entropy($1, targets.handle) }
    }

    /// The mean of the Huber loss that is quadratic below `beta`.
    public func smoothL1(_ other: Tensor, beta: Double) throws -> Tensor {
        try making { $0.smooth_l1($1, other.handle, beta) }
    }

    /// The X that minimises |A X − B|, for this A [M, N] and B [M, K].
    public func leastSquares(_ right: Tensor) throws -> Tensor {
        try making { $0.least_squares($1, right.handle) }
    }

    /// Eigenvalues of a symmetric matrix in ascending order, and its eigenvectors as columns.
    public func symmetricEigen() throws -> (values: Tensor, vectors: Tensor) {
        var vectors: ctorch_tensor?
        let values = try making { $0.symmetric_eigen($1, &vectors) }
        let table = try Library.table()
        return (values, try table.made(vectors))
    }
}
