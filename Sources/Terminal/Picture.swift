public import Images

/// A picture to be shown, with an identity of its content that is cheap to compare.
public struct Picture: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// 1 (grey) or 3 (red, green, blue).
    let channels: Int
    /// `width * height * channels` bytes, rows from the top.
    let pixels: [UInt8]
    /// A hash of size and pixels, equal for equal pictures within one process.
    public let digest: Int

    public init(_ picture: GreyPicture) {
        self.init(
            width: picture.width, height: picture.height, channels: 1, pixels: picture.pixels)
    }

    public init(_ picture: ColorPicture) {
        self.init(
            width: picture.width, height: picture.height, channels: 3, pixels: picture.pixels)
    }

    /// From bytes in the order red, green, blue.
    public init(width: Int, height: Int, rgb: [UInt8]) {
        precondition(rgb.count == width * height * 3, "three bytes per pixel")
        self.init(width: width, height: height, channels: 3, pixels: rgb)
    }

    init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
        var hasher = Hasher()
        hasher.combine(width)
        hasher.combine(channels)
        pixels.withUnsafeBytes { hasher.combine(bytes: $0) }
        digest = hasher.finalize()
    }

    public static func == (left: Picture, right: Picture) -> Bool {
        left.digest == right.digest && left.width == right.width && left.height == right.height
            && left.channels == right.channels
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}
