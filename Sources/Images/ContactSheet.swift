/// A grid of pictures with a label under each, as one picture.
public struct ContactSheet: Sendable {
    public struct Item: Sendable {
        public var picture: GreyPicture
        /// One line; what is wider than the picture is cut off.
        public var label: String

        public init(_ picture: GreyPicture, label: String = "") {
            self.picture = picture
            self.label = label
        }
    }

    /// Pictures side by side; rows may differ in length.
    public var rows: [[Item]]
    /// Pixels between pictures and around them.
    public var gap: Int

    public init(rows: [[Item]], gap: Int = 4) {
        self.rows = rows
        self.gap = gap
    }

    /// Items from left to right and from the top down.
    public init(_ items: [Item], columns: Int, gap: Int = 4) {
        let starts = stride(from: 0, to: items.count, by: max(1, columns))
        self.init(
            rows: starts.map { Array(items[$0..<min($0 + max(1, columns), items.count)]) },
            gap: gap)
    }

    /// One row for each pair: the anchor's picture, the policy's beside it.
    public init(pairs: [(anchor: GreyPicture, policy: GreyPicture)], gap: Int = 4) {
        self.init(
            rows: pairs.map {
                [Item($0.anchor, label: "anchor"), Item($0.policy, label: "policy")]
            },
            gap: gap)
    }

    /// Draws the sheet; cells are as large as the largest picture.
    public func rendered(background: UInt8 = 24, ink: UInt8 = 230) -> GreyPicture {
        let items = rows.joined()
        let cellWidth = items.map(\.picture.width).max() ?? 0
        let cellHeight = items.map(\.picture.height).max() ?? 0
        let labelHeight = items.contains { !$0.label.isEmpty } ? BitmapFont.glyphHeight + 3 : 0
        let columns = rows.map(\.count).max() ?? 0
        let (stepX, stepY) = (cellWidth + gap, cellHeight + labelHeight + gap)
        var sheet = GreyPicture(
            width: columns * stepX + gap, height: rows.count * stepY + gap, shade: background)
        for (row, items) in rows.enumerated() {
            for (column, item) in items.enumerated() {
                let (x, y) = (gap + column * stepX, gap + row * stepY)
                sheet.paste(item.picture, x: x, y: y)
                let room = max(0, (cellWidth + 1) / BitmapFont.advance)
                BitmapFont.draw(String(item.label.prefix(room))) {
                    sheet[x + $0, y + cellHeight + 2 + $1] = ink
                }
            }
        }
        return sheet
    }
}

extension GreyPicture {
    /// Copies a picture into this one, at its upper left corner; it has to fit.
    fileprivate mutating func paste(_ picture: GreyPicture, x: Int, y: Int) {
        for row in 0..<picture.height {
            let start = (y + row) * width + x
            pixels.replaceSubrange(
                start..<start + picture.width,
                with: picture.pixels[row * picture.width..<(row + 1) * picture.width])
        }
    }
}
