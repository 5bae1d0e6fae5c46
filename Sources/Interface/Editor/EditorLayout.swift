import Terminal

/// A text broken into the lines of a window.
struct EditorLayout: Sendable, Equatable {
    /// The characters of each line, without the break at its end; never empty.
    let lines: [Range<Int>]
    private let widths: [Int]

    /// Breaks after spaces where it can, inside words that are longer than a line.
    init(_ characters: [Character], width: Int) {
        let widths = characters.map { $0 == "\n" ? 0 : TextWidth.of(String($0)) }
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0
        var lastBreak: Int?
        for (index, character) in characters.enumerated() {
            if character == "\n" {
                lines.append(start..<index)
                (start, used, lastBreak) = (index + 1, 0, nil)
                continue
            }
            // A space may stand in the margin, so that it never begins a line.
            if used + widths[index] > max(1, width), character != " ", index > start {
                let end = lastBreak ?? index
                lines.append(start..<end)
                start = end
                used = widths[start..<index].reduce(0, +)
                lastBreak = nil
            }
            used += widths[index]
            if character == " " { lastBreak = index + 1 }
        }
        lines.append(start..<characters.count)
        self.lines = lines
        self.widths = widths
    }

    /// The row and column of a place between characters.
    func place(of cursor: Int) -> Point {
        let row = lines.lastIndex { $0.lowerBound <= cursor } ?? 0
        let end = min(cursor, lines[row].upperBound)
        return Point(widths[lines[row].lowerBound..<end].reduce(0, +), row)
    }

    /// The place nearest to a column of a row.
    func cursor(row: Int, column: Int) -> Int {
        let row = min(max(0, row), lines.count - 1)
        let line = lines[row]
        var used = 0
        for index in line {
            if used + widths[index] > column { return index }
            used += widths[index]
        }
        // The place after the last character of a wrapped line belongs to the next one.
        let isWrapped = row + 1 < lines.count && lines[row + 1].lowerBound == line.upperBound
        return isWrapped && !line.isEmpty ? line.upperBound - 1 : line.upperBound
    }
}

extension TextEditor {
    /// Moves by lines as they are shown; at the first and last one to the text's ends.
    mutating func moveVertically(by rows: Int, width: Int) {
        let layout = EditorLayout(characters, width: width)
        let place = layout.place(of: cursor)
        let row = place.y + rows
        if row < 0 {
            move(to: 0)
        } else if row >= layout.lines.count {
            move(to: characters.count)
        } else {
            move(to: layout.cursor(row: row, column: place.x))
        }
    }
}
