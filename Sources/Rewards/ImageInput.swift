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
    /// For networks of colour pictures, which get the grey values in each channel: what is
    /// subtracted and divided by in each, instead of the above.
    public var channels: [Channel]?

    /// One colour of a picture.
    public struct Channel: Sendable, Equatable, Codable {
        public var mean: Double
        public var deviation: Double

        public init(mean: Double, deviation: Double) {
            self.mean = mean
            self.deviation = deviation
        }
    }

    /// Red, green and blue as torchvision's networks want them.
    public static let imageNet = [
        Channel(mean: 0.485, deviation: 0.229), Channel(mean: 0.456, deviation: 0.224),
        Channel(mean: 0.406, deviation: 0.225),
    ]

    public init(
        size: Int, mean: Double = 0.5, deviation: Double = 0.25, channels: [Channel]? = nil
    ) {
        self.size = size
        self.channels = channels
        self.mean = mean
        self.deviation = deviation
    }

    /// Pictures [N, 1, H, W] of grey values in 0…1 at the network's size and range, with as many
    /// channels as it reads.
    public func prepare(_ images: Tensor) throws -> Tensor {
        let fitted = try fit(images)
        guard let channels else { return try (fitted - mean) / deviation }
        return try .concatenated(channels.map { try (fitted - $0.mean) / $0.deviation }, 1)
    }

    /// Channels of prepared pictures.
    public var channelCount: Int { channels?.count ?? 1 }

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
