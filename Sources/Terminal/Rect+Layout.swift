extension Rect {
    /// How much of a row or column one part takes.
    public enum Length: Hashable, Sendable {
        /// Exactly this many cells, fewer where there are not enough.
        case fixed(Int)
        /// A share of what the fixed parts leave, in proportion to the weight.
        case share(Int)
    }

    public func inset(by cells: Int) -> Rect {
        inset(horizontally: cells, vertically: cells)
    }

    public func inset(horizontally columns: Int, vertically rows: Int) -> Rect {
        Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
    }

    /// The first `rows` rows, and what is below them.
    public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let rows = min(max(0, rows), height)
        return (
            Rect(x: x, y: y, width: width, height: rows),
            Rect(x: x, y: y + rows, width: width, height: height - rows)
        )
    }

    /// The last `rows` rows, and what is above them.
    public func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let rows = min(max(0, rows), height)
        let (rest, bottom) = splitTop(height - rows)
        return (rest, bottom)
    }

    /// The first `columns` columns, and what is to the right of them.
    public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let columns = min(max(0, columns), width)
        return (
            Rect(x: x, y: y, width: columns, height: height),
            Rect(x: x + columns, y: y, width: width - columns, height: height)
        )
    }

    /// The last `columns` columns, and what is to the left of them.
    public func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let columns = min(max(0, columns), width)
        let (rest, right) = splitLeft(width - columns)
        return (rest, right)
    }

    /// One rectangle per length, from the top, `spacing` rows apart; together they fill `self`
    /// where a share is among them.
    public func rows(_ lengths: [Length], spacing: Int = 0) -> [Rect] {
        Rect.distribute(lengths, over: height, spacing: spacing).map { start, length in
            Rect(x: x, y: y + start, width: width, height: length)
        }
    }

    /// One rectangle per length, from the left, `spacing` columns apart.
    public func columns(_ lengths: [Length], spacing: Int = 0) -> [Rect] {
        Rect.distribute(lengths, over: width, spacing: spacing).map { start, length in
            Rect(x: x + start, y: y, width: length, height: height)
        }
    }

    /// `count` rectangles in reading order, in `columns` columns of equal size.
    public func grid(count: Int, columns: Int, spacing: Int = 0) -> [Rect] {
        guard count > 0, columns > 0 else { return [] }
        let lines = (count + columns - 1) / columns
        let cells = rows(Array(repeating: .share(1), count: lines), spacing: spacing).flatMap {
            $0.columns(Array(repeating: .share(1), count: columns), spacing: spacing)
        }
        return Array(cells.prefix(count))
    }

    /// A rectangle of that size in the middle, clipped to this one.
    public func centred(_ size: Size) -> Rect {
        let width = min(size.width, self.width)
        let height = min(size.height, self.height)
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2,
            width: width, height: height)
    }

    private static func distribute(
        _ lengths: [Length], over total: Int, spacing: Int
    ) -> [(start: Int, length: Int)] {
        let usable = max(0, total - spacing * max(0, lengths.count - 1))
        let fixed = lengths.reduce(0) { sum, length in
            if case .fixed(let cells) = length { sum + max(0, cells) } else { sum }
        }
        let weights = lengths.reduce(0) { sum, length in
            if case .share(let weight) = length { sum + max(0, weight) } else { sum }
        }
        var shared = max(0, usable - fixed)
        var weightLeft = weights
        var start = 0
        return lengths.map { length in
            var cells: Int
            switch length {
            case .fixed(let count):
                cells = max(0, count)
            case .share(let weight):
                let weight = max(0, weight)
                cells = weightLeft > 0 ? (shared * weight + weightLeft / 2) / weightLeft : 0
                shared -= cells
                weightLeft -= weight
            }
            cells = min(cells, max(0, total - start))
            defer { start += cells + spacing }
            return (min(start, total), cells)
        }
    }
}
