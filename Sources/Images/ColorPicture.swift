/// A picture of red, green and blue, 8 bits each, rows from the top, without padding.
public struct ColorPicture: Sendable, Equatable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// `width * height * 3` bytes, row by row: red, green, blue.
    public var pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 3, "three bytes per pixel")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// The same shades as equal parts of red, green and blue.
    public init(_ picture: GreyPicture) {
        self.init(
            width: picture.width, height: picture.height,
            pixels: picture.pixels.flatMap { [$0, $0, $0] })
    }
}
