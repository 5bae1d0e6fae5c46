import Foundation

/// Durations as the screen writes them.
enum DurationText {
    /// `7:31`, `1:07:31`.
    static func clock(_ seconds: Double) -> String {
        let total = seconds.isFinite ? Int(min(1e9, max(0, seconds))) : 0
        let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest)
            : String(format: "%d:%02d", minutes, rest)
    }

    /// `about 40 s`, `about 18 min`, `about 2 h 10 min`: rounded so that it does not flicker.
    static func about(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "unknown time" }
        let seconds = min(1e9, max(0, seconds))
        if seconds < 90 { return "about \(max(10, Int((seconds / 10).rounded()) * 10)) s" }
        let minutes = Int((seconds / 60).rounded())
        if minutes < 90 { return "about \(minutes) min" }
        let hours = minutes / 60
        let rest = minutes % 60 / 10 * 10
        if hours >= 48 { return "about \(hours / 24) days" }
        return rest > 0 && hours < 10 ? "about \(hours) h \(rest) min" : "about \(hours) h"
    }

    /// `8.2 s`, `0.43 s`, `12 min`.
    static func short(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "–" }
        if seconds < 1 { return String(format: "%.2f s", seconds) }
        if seconds < 10 { return String(format: "%.1f s", seconds) }
        if seconds < 100 { return String(format: "%.0f s", seconds) }
        return String(format: "%.0f min", seconds / 60)
    }
}
