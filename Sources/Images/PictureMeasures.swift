/// Numbers that tell whether a picture still shows something.
public struct PictureMeasures: Sendable, Codable, Equatable {
    /// Standard deviation of the grey values, which go from 0 to 1.
    public var contrast: Double
    /// Mean difference between neighbouring pixels, of grey values from 0 to 1.
    public var detail: Double
    /// Share of the pixels that are nearly white, 0.95 or more.
    public var white: Double
    /// Share of the pixels that are nearly black, 0.02 or less.
    public var black: Double

    public init(contrast: Double, detail: Double, white: Double, black: Double) {
        self.contrast = contrast
        self.detail = detail
        self.white = white
        self.black = black
    }

    private static let nearlyWhite: UInt8 = 242
    private static let nearlyBlack: UInt8 = 5
}

extension PictureMeasures {
    /// Of a picture of at least one pixel.
    public init(_ picture: GreyPicture) {
        let count = Double(max(1, picture.pixels.count))
        let values = picture.pixels.map { Double($0) / 255 }
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        self.init(
            contrast: variance.squareRoot(), detail: Self.detail(picture),
            white: Double(picture.pixels.count { $0 >= Self.nearlyWhite }) / count,
            black: Double(picture.pixels.count { $0 <= Self.nearlyBlack }) / count)
    }

    private static func detail(_ picture: GreyPicture) -> Double {
        let (width, height) = (picture.width, picture.height)
        var (sum, pairs) = (0, 0)
        for y in 0..<height {
            for x in 0..<width {
                let value = Int(picture[x, y])
                if x + 1 < width { sum += abs(Int(picture[x + 1, y]) - value) }
                if y + 1 < height { sum += abs(Int(picture[x, y + 1]) - value) }
                pairs += (x + 1 < width ? 1 : 0) + (y + 1 < height ? 1 : 0)
            }
        }
        return Double(sum) / 255 / Double(max(1, pairs))
    }
}
