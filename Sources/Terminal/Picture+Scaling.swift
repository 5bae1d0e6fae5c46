extension Picture {
    /// Another size by a triangle filter: linear interpolation when it grows, a weighted mean of
    /// everything covered when it shrinks.
    func scaled(toWidth newWidth: Int, height newHeight: Int) -> Picture {
        guard newWidth > 0, newHeight > 0, width > 0, height > 0 else { return self }
        if newWidth == width, newHeight == height { return self }
        let across = Self.taps(from: width, to: newWidth)
        let down = Self.taps(from: height, to: newHeight)
        let channels = channels

        var rows = [Float](repeating: 0, count: newWidth * height * channels)
        for y in 0..<height {
            for (x, tap) in across.enumerated() {
                for channel in 0..<channels {
                    var sum: Float = 0
                    for (offset, weight) in tap.weights.enumerated() {
                        let index = (y * width + tap.start + offset) * channels + channel
                        sum += weight * Float(pixels[index])
                    }
                    rows[(y * newWidth + x) * channels + channel] = sum
                }
            }
        }
        let stride = newWidth * channels
        var result = [UInt8](repeating: 0, count: stride * newHeight)
        for (y, tap) in down.enumerated() {
            for x in 0..<stride {
                var sum: Float = 0
                for (offset, weight) in tap.weights.enumerated() {
                    sum += weight * rows[(tap.start + offset) * stride + x]
                }
                result[y * stride + x] = UInt8(min(255, max(0, sum.rounded())))
            }
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: result)
    }

    var size: Size { Size(width: width, height: height) }

    /// What a view shows of it on so many pixels, before it is scaled to them.
    func seen(_ view: PictureView, shown: Size) -> Picture {
        cropped(to: view.region(of: size, shown: shown)).windowed(view.window)
    }

    private func cropped(to region: Rect) -> Picture {
        guard region.size != size else { return self }
        let stride = width * channels
        let rows = (region.y..<region.bottom).flatMap { y in
            pixels[y * stride + region.x * channels..<y * stride + region.right * channels]
        }
        return Picture(
            width: region.width, height: region.height, channels: channels, pixels: rows)
    }

    /// Shades spread by a window.
    func windowed(_ window: PictureWindow) -> Picture {
        if window == .full { return self }
        let table = window.table
        return Picture(
            width: width, height: height, channels: channels,
            pixels: pixels.map { table[Int($0)] })
    }

    private struct Tap {
        let start: Int
        /// Their sum is 1.
        let weights: [Float]
    }

    private static func taps(from source: Int, to target: Int) -> [Tap] {
        let scale = Double(source) / Double(target)
        let radius = max(1, scale)
        return (0..<target).map { index in
            let centre = (Double(index) + 0.5) * scale - 0.5
            let first = max(0, Int((centre - radius).rounded(.up)))
            let last = min(source - 1, Int((centre + radius).rounded(.down)))
            let weights = (first...max(first, last)).map {
                max(0, 1 - abs(Double($0) - centre) / radius)
            }
            let sum = weights.reduce(0, +)
            guard sum > 0 else {
                return Tap(start: min(source - 1, max(0, Int(centre.rounded()))), weights: [1])
            }
            return Tap(start: first, weights: weights.map { Float($0 / sum) })
        }
    }
}
