/// The colours behind the numbers of a terminal with 256 of them.
enum Palette {
    /// xterm's first 16; other terminals differ.
    static let named: [RGB] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map(RGB.init(hex:))

    private static let levels: [Int] = [0, 95, 135, 175, 215, 255]

    /// All 256: the first 16, the cube, the greys.
    static let all: [RGB] = {
        let cube = (0..<216).map { index in
            RGB(
                UInt8(levels[index / 36]), UInt8(levels[index / 6 % 6]), UInt8(levels[index % 6]))
        }
        return named + cube + (0..<24).map { RGB(grey: UInt8(8 + 10 * $0)) }
    }()

    static func nearest(to rgb: RGB, among colours: ArraySlice<RGB>) -> Int {
        colours.indices.min { colours[$0].distance(to: rgb) < colours[$1].distance(to: rgb) } ?? 0
    }

    /// The nearest of the cube (16 … 231) and the greys (232 … 255), whose colours are the same
    /// everywhere.
    static func nearest256(to rgb: RGB) -> Int {
        let (red, green, blue) = (level(rgb.red), level(rgb.green), level(rgb.blue))
        let cube = RGB(UInt8(levels[red]), UInt8(levels[green]), UInt8(levels[blue]))
        let mean = (Int(rgb.red) + Int(rgb.green) + Int(rgb.blue)) / 3
        let grey = min(23, max(0, (mean - 3) / 10))
        let greyShade = RGB(grey: UInt8(8 + 10 * grey))
        if greyShade.distance(to: rgb) < cube.distance(to: rgb) { return 232 + grey }
        return 16 + 36 * red + 6 * green + blue
    }

    private static func level(_ value: UInt8) -> Int {
        let value = Int(value)
        return levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
    }
}
