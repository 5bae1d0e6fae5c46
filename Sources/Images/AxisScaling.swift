/// The weights by which one axis of a picture is scaled.
struct AxisScaling {
    private struct Tap {
        let first: Int
        let weights: [Float]
    }

    private let taps: [Tap]

    init(from source: Int, to target: Int) {
        let step = Float(source) / Float(target)
        taps = (0..<target).map { position in
            target < source
                ? AxisScaling.area(position, step: step, source: source)
                : AxisScaling.linear(position, step: step, source: source)
        }
    }

    private static func area(_ position: Int, step: Float, source: Int) -> Tap {
        let start = Float(position) * step
        let end = min(Float(source), start + step)
        let first = Int(start)
        let last = min(source - 1, Int(end.rounded(.up)) - 1)
        let weights = (first...max(first, last)).map { pixel in
            max(0, min(end, Float(pixel + 1)) - max(start, Float(pixel)))
        }
        let sum = weights.reduce(0, +)
        return Tap(first: first, weights: weights.map { $0 / sum })
    }

    private static func linear(_ position: Int, step: Float, source: Int) -> Tap {
        let centre = max(0, min(Float(source - 1), (Float(position) + 0.5) * step - 0.5))
        let first = min(Int(centre), max(0, source - 2))
        let fraction = centre - Float(first)
        return Tap(first: first, weights: source == 1 ? [1] : [1 - fraction, fraction])
    }

    /// Scales `lines` lines whose samples lie `stride` apart and which begin `lineStride` apart;
    /// the result keeps the order of the axes.
    func applied(to samples: [Float], lines: Int, stride: Int, lineStride: Int) -> [Float] {
        let targetLineStride = stride == 1 ? taps.count : 1
        var result = [Float](repeating: 0, count: lines * taps.count)
        for line in 0..<lines {
            for (position, tap) in taps.enumerated() {
                var sum: Float = 0
                for (offset, weight) in tap.weights.enumerated() {
                    sum += weight * samples[line * lineStride + (tap.first + offset) * stride]
                }
                result[line * targetLineStride + position * stride] = sum
            }
        }
        return result
    }
}
