/// Pictures as glyphs of increasing density, for terminals without colours.
enum ShadeRenderer {
    /// From dark to light.
    static let ascii: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "%", "#", "@"]
    static let blocks: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]

    /// `size.width * size.height` cells, row by row, dithered between neighbours of the ramp.
    ///
    /// On a light background ink darkens, so the ramp is turned round there.
    static func cells(
        _ picture: Picture, size: Size, ramp: [Unicode.Scalar], isOnLight: Bool
    ) -> [Cell] {
        let small = picture.scaled(toWidth: size.width, height: size.height)
        let ramp = isOnLight ? ramp.reversed() : ramp
        return (0..<size.width * size.height).map { index in
            let exact = Double(small.luminance(at: index)) / 255 * Double(ramp.count - 1)
            let threshold = thresholds[(index / size.width) % 2][(index % size.width) % 2]
            return Cell(ramp[min(ramp.count - 1, Int(exact + threshold))])
        }
    }

    /// A 2 × 2 ordered dither (Bayer 1973).
    private static let thresholds = [[0.25, 0.625], [0.875, 0.375]]
}

extension Picture {
    /// The shade of a pixel, weighted as the eye does where it has colours (ITU-R BT.601).
    func luminance(at index: Int) -> UInt8 {
        guard channels == 3 else { return pixels[index] }
        let start = index * 3
        return UInt8(RGB(pixels[start], pixels[start + 1], pixels[start + 2]).luminance)
    }
}
