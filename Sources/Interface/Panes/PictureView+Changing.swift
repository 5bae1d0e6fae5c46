import Foundation
import Terminal

extension PictureView {
    /// Shades that one key moves the middle by.
    private static let levelStep = 8.0
    private static let widthFactor = 0.85
    private static let widths = 4.0...1020.0
    private static let zooms = [1, 1.5, 2, 3, 4, 6, 8]

    /// Brighter by a positive number of steps, inverted or not.
    mutating func brighten(by steps: Int) {
        let direction = window.isInverted ? 1.0 : -1.0
        let level = window.level + direction * Double(steps) * Self.levelStep
        window.level = min(255, max(0, level))
    }

    /// More contrast by a positive number of steps.
    mutating func sharpenContrast(by steps: Int) {
        let width = window.width * pow(Self.widthFactor, Double(steps))
        window.width = min(Self.widths.upperBound, max(Self.widths.lowerBound, width))
    }

    mutating func magnify(by steps: Int) {
        isActualSize = false
        let index = (Self.zooms.lastIndex { $0 <= zoom } ?? 0) + steps
        zoom = Self.zooms[min(max(0, index), Self.zooms.count - 1)]
        move(across: 0, down: 0)
    }

    /// By tenths of what is shown; the edges stay outside.
    mutating func move(across: Int, down: Int) {
        let margin = isActualSize ? 0 : 0.5 / zoom
        let step = 0.1 / zoom
        centreX = min(1 - margin, max(margin, centreX + Double(across) * step))
        centreY = min(1 - margin, max(margin, centreY + Double(down) * step))
    }

    /// `W 184 L 112 · inverted · 2×`, as radiologists write it; nil for an untouched view.
    var summary: String? {
        var parts: [String] = []
        if window.level != PictureWindow.full.level || window.width != PictureWindow.full.width {
            parts.append(
                "W \(Int(window.width.rounded())) L \(Int(window.level.rounded()))")
        }
        if window.isInverted { parts.append("inverted") }
        if isActualSize {
            parts.append("1:1")
        } else if zoom > 1 {
            parts.append(zoom == 1.5 ? "1.5×" : "\(Int(zoom))×")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
