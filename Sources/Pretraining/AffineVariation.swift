internal import Rewards
internal import Tensors

/// Random postures of a chest X-ray: the affine maps that a posture network has to undo.
struct AffineVariation {
    /// Largest change of either scale, as a share.
    var scale: Double
    /// Largest shift, in half pictures.
    var shift: Double
    /// Largest angle, in radians.
    var angle: Double

    /// ψ [N, 5] that takes the varied pictures back, uniform within the limits.
    func postures(_ count: Int, _ generator: RandomGenerator) throws -> Tensor {
        let limits = [scale, scale, shift, shift, angle].map(Float.init)
        let change = try (generator.uniform([count, 5]) * 2 - 1) * Tensor.of(limits)
        return try change + Tensor.of([Float(1), 1, 0, 0, 0])
    }

    /// The pictures [N, 1, H, W] as they would have to lie for `postures` to take them back.
    static func vary(_ pictures: Tensor, by postures: Tensor) throws -> Tensor {
        try pictures.affineSampled(
            inverse(of: postures), height: pictures.size(2), width: pictures.size(3),
            outside: .border)
    }

    /// The inverse matrices [N, 2, 3] of R(θ)·diag(s) with shift t: diag(1/s)·R(−θ), −that·t.
    static func inverse(of postures: Tensor) throws -> Tensor {
        let parts = try (0..<5).map { try postures.select(1, $0) }
        let (cosine, sine) = (try parts[4].cosine(), try parts[4].sine())
        let (a, b) = (try cosine / parts[0], try sine / parts[0])
        let (c, d) = (try -(sine / parts[1]), try cosine / parts[1])
        let top = try Tensor.stacked([a, b, -(a * parts[2] + b * parts[3])], 1)
        let bottom = try Tensor.stacked([c, d, -(c * parts[2] + d * parts[3])], 1)
        return try Tensor.stacked([top, bottom], 1)
    }
}
