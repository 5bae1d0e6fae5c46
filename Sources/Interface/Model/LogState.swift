import Foundation
import Workbench

/// What the Log pane shows.
struct LogState: Sendable {
    /// Oldest first.
    private(set) var lines: [LogLine] = []
    var level = LogLine.Level.info
    var filter = ""
    /// Lines below the chosen one; 0 follows the newest.
    var fromEnd = 0
    /// Warnings and worse since the pane was last seen.
    var unseen = 0

    static let limit = 5000
    /// Lines of earlier sessions that a resumed run shows.
    static let earlierLimit = 1000

    var shown: [LogLine] {
        lines.filter(shows)
    }

    private func shows(_ line: LogLine) -> Bool {
        line.level >= level
            && (filter.isEmpty || line.text.range(of: filter, options: .caseInsensitive) != nil)
    }

    /// Lines from before `opening`, which a resumed run tells again, alert nobody; the chosen line
    /// stays chosen.
    mutating func add(_ line: LogLine, since opening: Double) {
        lines.append(line)
        if lines.count > Self.limit { lines.removeFirst(lines.count - Self.limit) }
        if fromEnd > 0, shows(line) { fromEnd += 1 }
        if line.level >= .warning, line.time >= opening { unseen += 1 }
    }

    /// Puts what earlier sessions said before everything else; it alerts nobody.
    mutating func addEarlier(_ earlier: [LogLine]) {
        lines = Array((earlier + lines).suffix(Self.limit))
    }
}
