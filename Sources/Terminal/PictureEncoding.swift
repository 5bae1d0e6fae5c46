/// A picture as a terminal is to draw it.
struct PictureEncoding: Sendable {
    struct Key: Hashable, Sendable {
        let digest: Int
        let view: PictureView
        let pixels: Size
        let pictureProtocol: PictureProtocol
    }

    /// Bytes of one sixel picture, which a slow connection carries in some seconds.
    private static let byteLimit = 64 * 1024

    let picture: Picture
    let view: PictureView
    /// On the screen.
    let pixels: Size
    let pictureProtocol: PictureProtocol
    /// Colours that the terminal has for sixels.
    let registers: Int

    var key: Key {
        Key(digest: picture.digest, view: view, pixels: pixels, pictureProtocol: pictureProtocol)
    }

    /// Sixels, or PNG in base 64; none where the picture is drawn as cells.
    func bytes() -> [UInt8] {
        let seen = picture.seen(view, shown: pixels)
        let scaled = { seen.scaled(toWidth: pixels.width, height: pixels.height) }
        return switch pictureProtocol {
        case .sixel:
            SixelEncoder.encode(scaled(), byteLimit: Self.byteLimit, registers: registers)
        // These terminals enlarge by themselves.
        case .iterm2, .kitty: (seen.width > pixels.width ? scaled() : seen).base64PNG
        case .ascii, .braille, .blocks, .symbols: []
        }
    }
}
