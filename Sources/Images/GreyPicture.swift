/// A grey picture of 8 bits per pixel, rows from the top, without padding.
public struct GreyPicture: Sendable, Equatable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// `width * height` bytes, row by row; 0 is black.
    public var pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height, "one byte per pixel")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one shade.
    public init(width: Int, height: Int, shade: UInt8 = 0) {
        self.init(
            width: width, height: height,
            pixels: [UInt8](repeating: shade, count: width * height))
    }

    public subscript(x: Int, y: Int) -> UInt8 {
        get { pixels[y * width + x] }
        set { pixels[y * width + x] = newValue }
    }
}
