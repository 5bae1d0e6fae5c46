public import Tensors

/// Fréchet's distance between two sets of pictures, as Gaussians in a network's features (Heusel et
/// al., "GANs Trained by a Two Time-Scale Update Rule", NIPS 2017), also called FID:
/// |μ₁−μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½).
///
/// It is biased upwards for few pictures, and more so for many features: compare only numbers made
/// from as many pictures.
public enum FrechetDistance {
    /// - Parameters:
    ///   - left: features [N, D], at least two rows.
    ///   - right: features [M, D], at least two rows.
    public static func distance(_ left: Tensor, _ right: Tensor) throws -> Double {
        let (first, second) = (try Gaussian(left), try Gaussian(right))
        let shift = try (first.mean - second.mean).squared().sum().item()
        // (Σ₁Σ₂)^½ and (Σ₁^½ Σ₂ Σ₁^½)^½ have the same trace, and the latter is symmetric
        let root = try squareRoot(first.covariance)
        let product = try root.matmul(second.covariance).matmul(root)
        let symmetric = try (product + product.transposed()) * 0.5
        let cross = try symmetric.symmetricEigen().values.clamped(atLeast: 0).squareRoot().sum()
            .item()
        let traces = try trace(first.covariance) + trace(second.covariance)
        return max(0, shift + traces - 2 * cross)
    }

    /// The symmetric root of a symmetric matrix without negative eigenvalues, in double precision.
    static func squareRoot(_ matrix: Tensor) throws -> Tensor {
        let (values, vectors) = try matrix.symmetricEigen()
        let roots = try values.clamped(atLeast: 0).squareRoot()
        return try (vectors * roots.unsqueezed(0)).matmul(vectors.transposed())
    }

    private static func trace(_ matrix: Tensor) throws -> Double {
        try (matrix * Tensor.identity(matrix.size(0), dtype: .float64)).sum().item()
    }

    private struct Gaussian {
        /// [D].
        let mean: Tensor
        /// [D, D], unbiased.
        let covariance: Tensor

        init(_ features: Tensor) throws {
            guard features.size(0) > 1 else {
                throw EvaluationError(
                    "A Fréchet distance needs at least two pictures on each side.")
            }
            let features = try features.to(.cpu).to(.float64)
            mean = try features.mean(0)
            let centred = try features - mean
            covariance =
                try centred.transposed().matmul(centred) / Double(features.size(0) - 1)
        }
    }
}
