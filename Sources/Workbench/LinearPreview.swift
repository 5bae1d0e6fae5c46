public import Images
internal import Safetensors

/// A linear map from latents to grey, fitted to a model's own decoder: makes a picture of any
/// denoising step at next to no cost.
///
/// Each latent pixel becomes a block of `side` × `side` grey pixels,
/// `clamp(weight · z + bias, 0, 1)`.
public struct LinearPreview: Sendable, Equatable {
    public let channels: Int
    /// Grey pixels along the side of a block.
    public let side: Int
    /// `side * side` rows of `channels` numbers.
    public let weight: [Float]
    /// `side * side` numbers.
    public let bias: [Float]

    /// - Throws: `LinearPreviewError` where the numbers do not fit together.
    public init(weight: [Float], bias: [Float]) throws {
        let side = Int(Double(bias.count).squareRoot().rounded())
        guard side > 0, side * side == bias.count, weight.count % bias.count == 0,
            weight.count >= bias.count
        else {
            throw LinearPreviewError(
                "The preview map has \(bias.count) offsets and \(weight.count) weights, which is "
                    + "no map to square blocks; delete preview.safetensors and resume the run.")
        }
        self.side = side
        self.weight = weight
        self.bias = bias
        channels = weight.count / bias.count
    }

    /// Reads `weight` and `bias` of a run's `preview.safetensors`.
    public init(contentsOf path: String) throws {
        let file = try SafetensorsFile(path: path)
        try self.init(weight: file.floats(of: "weight"), bias: file.floats(of: "bias"))
    }

    /// The same map to blocks that are smaller by a whole factor, so that pictures of `width`
    /// latent pixels stay within `limit` grey pixels.
    public func reduced(latentWidth width: Int, limit: Int) -> LinearPreview {
        let factor = (1...side).first { factor in
            side % factor == 0 && width * (side / factor) <= limit
        }
        guard let factor, factor > 1 else { return self }
        let smaller = side / factor
        var weight = [Float](repeating: 0, count: smaller * smaller * channels)
        var bias = [Float](repeating: 0, count: smaller * smaller)
        let share = 1 / Float(factor * factor)
        for row in 0..<side * side {
            let target = row / side / factor * smaller + row % side / factor
            bias[target] += self.bias[row] * share
            for channel in 0..<channels {
                weight[target * channels + channel] += self.weight[row * channels + channel] * share
            }
        }
        return LinearPreview(channels: channels, side: smaller, weight: weight, bias: bias)
    }

    /// The same map to one grey pixel for each latent pixel, the mean of its block: enlarged with
    /// interpolation it is smooth where the blocks would show their edges.
    public var smooth: LinearPreview { reduced(latentWidth: 1, limit: 1) }

    /// The picture of a latent of the shape [channels, height, width].
    public func picture(of latent: ArraySlice<Float>, height: Int, width: Int) throws -> GreyPicture
    {
        guard latent.count == channels * height * width, height > 0, width > 0 else {
            throw LinearPreviewError(
                "The latent has \(latent.count) numbers where the preview map expects \(channels) "
                    + "channels of \(height) × \(width); the files are of different models.")
        }
        let plane = height * width
        var picture = GreyPicture(width: width * side, height: height * side)
        latent.withUnsafeBufferPointer { latent in
            weight.withUnsafeBufferPointer { weight in
                picture.pixels.withUnsafeMutableBufferPointer { pixels in
                    for place in 0..<plane {
                        let origin = place / width * side * width * side + place % width * side
                        for row in 0..<side * side {
                            var sum = bias[row]
                            for channel in 0..<channels {
                                sum +=
                                    weight[row * channels + channel]
                                    * latent[channel * plane + place]
                            }
                            pixels[origin + row / side * width * side + row % side] =
                                Self.shade(sum)
                        }
                    }
                }
            }
        }
        return picture
    }

    private init(channels: Int, side: Int, weight: [Float], bias: [Float]) {
        self.channels = channels
        self.side = side
        self.weight = weight
        self.bias = bias
    }

    private static func shade(_ value: Float) -> UInt8 {
        guard value > 0 else { return 0 }
        return value >= 1 ? 255 : UInt8((value * 255).rounded())
    }
}
