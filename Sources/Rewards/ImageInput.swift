public import Tensors

/// How a network wants its pictures.
public struct ImageInput: Sendable, Equatable, Codable {
    /// Side of the square picture, in pixels.
    public var size: Int
    /// Subtracted from grey values of 0…1.
    public var mean: Double
    /// What they are then divided by. (torchxrayvision's range of ±1024 is mean 0.5, deviation
    /// 1/2048.)
    public var deviation: Double

    public init(size: Int, mean: Double = 0.5, deviation: Double = 0.25) {
        self.size = size
        self.mean = mean
        self.deviation = deviation
    }

    /// Pictures [N, 1, H, W] of grey values in 0…1 at the network's size and range.
    public func prepare(_ images: Tensor) throws -> Tensor {
        try (fit(images) - mean) / deviation
    }

    /// Whole multiples of the size are averaged, which keeps fine lines from flickering; other
    /// sizes are interpolated.
    private func fit(_ images: Tensor) throws -> Tensor {
        let (height, width) = (images.size(2), images.size(3))
        if height == size, width == size { return images }
        if height == width, height.isMultiple(of: size) {
            return try images.averagePooled(height / size)
        }
        return try images.upsampledBilinear(height: size, width: size)
    }
}
