internal import Tensors

/// The length of all gradients as one vector; longer ones are shortened to `limit`.
///
/// - Returns: the length before; not finite where a gradient is not, and then nothing is changed.
public func clipGradientNorm(_ parameters: [Parameter], limit: Double) throws -> Double {
    let gradients = parameters.compactMap(\.gradient)
    guard !gradients.isEmpty else { return 0 }
    let norm = try withoutGradient {
        try Tensor.stacked(gradients.map { try $0.to(.float32).squared().sum() })
            .sum().squareRoot().item()
    }
    if norm.isFinite, norm > limit {
        for gradient in gradients { try gradient.multiply(inPlace: limit / norm) }
    }
    return norm
}
