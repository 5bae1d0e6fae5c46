internal import Foundation

extension GreyPicture: Codable {
    private enum CodingKeys: String, CodingKey {
        case width, height, pixels
    }

    /// - Throws: `DecodingError` where the pixels are not those of the size.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let width = try container.decode(Int.self, forKey: .width)
        let height = try container.decode(Int.self, forKey: .height)
        let pixels = try container.decode(Data.self, forKey: .pixels)
        guard width >= 0, height >= 0,
            width.multipliedReportingOverflow(by: height) == (pixels.count, false)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .pixels, in: container,
                debugDescription: "\(pixels.count) pixels are not \(width) × \(height)")
        }
        self.init(width: width, height: height, pixels: [UInt8](pixels))
    }

    /// The pixels as Base64, a third of what a list of numbers takes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(width, forKey: .width)
        try container.encode(height, forKey: .height)
        try container.encode(Data(pixels), forKey: .pixels)
    }
}
