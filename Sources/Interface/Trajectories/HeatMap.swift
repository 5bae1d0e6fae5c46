import Images
import Terminal

/// Weights over a picture: where there are none it is dim, where there are most it is bright and
/// warm, so that it can be read without colours too.
enum HeatMap {
    /// What is left of the picture's light where there is no weight.
    private static let ground = 0.35
    /// Red, green and blue that the largest weight adds.
    private static let warmth = [120.0, 48.0, 0.0]

    /// - Parameters:
    ///   - weights: of any size; white is the most.
    ///   - window: of the picture; the weights are shown as they are.
    static func picture(
        _ picture: GreyPicture, weights: GreyPicture, window: PictureWindow
    ) -> ColorPicture {
        let shades = window.table
        let weights = weights.resized(width: picture.width, height: picture.height)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(picture.pixels.count * 3)
        for (shade, weight) in zip(picture.pixels, weights.pixels) {
            let share = Double(weight) / 255
            let light = Double(shades[Int(shade)]) * (ground + (1 - ground) * share)
            for extra in warmth { pixels.append(UInt8(min(255, light + extra * share))) }
        }
        return ColorPicture(width: picture.width, height: picture.height, pixels: pixels)
    }
}
