public import Tensors

/// Random changes of pictures [N, 1, H, W] in [0, 1] that leave what they show.
public enum Augmentation {
    /// Brightness by up to ±`brightness`, contrast by up to ±`contrast` as a share.
    public static func exposure(
        _ pictures: Tensor, brightness: Double, contrast: Double, _ generator: RandomGenerator
    ) throws -> Tensor {
        let shape = [pictures.size(0), 1, 1, 1]
        let gain = try (generator.uniform(shape) * 2 - 1) * contrast + 1
        let shift = try (generator.uniform(shape) * 2 - 1) * brightness
        return try ((pictures - 0.5) * gain + 0.5 + shift).clamped(0...1)
    }
}
