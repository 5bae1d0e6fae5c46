internal import Foundation

/// A curve as SVG: a value for each epoch, gaps where it is not a number, zero as a line.
enum CurveDrawing {
    private static let (width, height, margin) = (360.0, 150.0, 44.0)

    /// - Returns: nil for fewer than two finite values.
    static func svg(_ title: String, epochs: [Int], values: [Double]) -> String? {
        let finite = values.filter(\.isFinite)
        guard finite.count > 1, let low = finite.min(), let high = finite.max(),
            let first = epochs.first, let last = epochs.last
        else { return nil }
        let padding = high > low ? (high - low) * 0.05 : max(abs(high), 1) * 0.1
        let (bottom, top) = (low - padding, high + padding)
        func x(_ epoch: Int) -> Double {
            margin + (width - margin - 8) * Double(epoch - first) / Double(max(1, last - first))
        }
        func y(_ value: Double) -> Double {
            20 + (height - 40) * (top - value) / (top - bottom)
        }
        var path = ""
        var isDrawing = false
        for (epoch, value) in zip(epochs, values) {
            if value.isFinite {
                path += String(format: "%@%.1f %.1f ", isDrawing ? "L" : "M", x(epoch), y(value))
            }
            isDrawing = value.isFinite
        }
        let zero =
            (bottom...top).contains(0)
            ? String(
                format: "<line x1=\"%.0f\" x2=\"%.0f\" y1=\"%.1f\" y2=\"%.1f\" class=\"zero\"/>",
                margin, width - 8, y(0), y(0)) : ""
        return """
            <svg viewBox="0 0 \(Int(width)) \(Int(height))" role="img" aria-label="\(title)">
            <text x="\(Int(margin))" y="13" class="title">\(title)</text>\(zero)
            <path d="\(path)" class="curve"/>
            <text x="40" y="\(Int(y(high)) + 4)" class="tick">\(short(high))</text>
            <text x="40" y="\(Int(y(low)) + 4)" class="tick">\(short(low))</text>
            <text x="\(Int(margin))" y="\(Int(height) - 4)">\(first)</text>
            <text x="\(Int(width) - 8)" y="\(Int(height) - 4)" class="tick">epoch \(last)</text>
            </svg>
            """
    }

    private static func short(_ value: Double) -> String { String(format: "%.3g", value) }
}
