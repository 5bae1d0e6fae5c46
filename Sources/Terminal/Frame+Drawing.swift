extension Frame {
    /// Puts one line of text and says how many columns it took.
    ///
    /// Text is clipped at `maxWidth` and at the frame; half a wide glyph becomes a space, and
    /// control characters become `·`, so that no text can command the terminal.
    @discardableResult
    public mutating func put(
        _ text: String, at point: Point, style: Style = .text, maxWidth: Int = .max
    ) -> Int {
        guard point.y >= 0, point.y < height else { return 0 }
        var used = 0
        let limit = min(maxWidth, width - point.x)
        for scalar in text.unicodeScalars {
            let columns = TextWidth.of(scalar) ?? 1
            if columns == 0 {
                // Joiners and variation selectors make terminals disagree about widths.
                if used > 0, scalar.properties.generalCategory != .format,
                    !scalar.properties.isVariationSelector
                {
                    setMark(scalar, x: markColumn(point.x + used - 1, point.y), y: point.y)
                }
                continue
            }
            if used >= limit { break }
            let x = point.x + used
            if used + columns > limit {
                self[x, point.y] = Cell(" ", style: style)
                used += 1
                break
            }
            let glyph: Unicode.Scalar = TextWidth.of(scalar) == nil ? "·" : scalar
            if x >= 0 {
                set(glyph, width: columns, x: x, y: point.y, style: style)
            } else if x + columns > 0 {
                self[0, point.y] = Cell(" ", style: style)
            }
            used += columns
        }
        return max(0, used)
    }

    @discardableResult
    public mutating func put(
        _ text: String, x: Int, y: Int, style: Style = .text, maxWidth: Int = .max
    ) -> Int {
        put(text, at: Point(x, y), style: style, maxWidth: maxWidth)
    }

    /// Puts pieces of different styles one after another and says how many columns they took.
    @discardableResult
    public mutating func put(_ spans: [Span], at point: Point, maxWidth: Int = .max) -> Int {
        var used = 0
        for span in spans where used < maxWidth {
            used += put(
                span.text, at: Point(point.x + used, point.y), style: span.style,
                maxWidth: maxWidth - used)
        }
        return used
    }

    /// Puts a line into a rectangle's first row, clipped to it.
    public mutating func put(
        _ text: String, in rect: Rect, aligned alignment: TextAlignment = .left,
        style: Style = .text
    ) {
        guard !rect.isEmpty else { return }
        let spare = max(0, rect.width - TextWidth.of(text))
        let offset =
            switch alignment {
            case .left: 0
            case .centre: spare / 2
            case .right: spare
            }
        put(text, at: Point(rect.x + offset, rect.y), style: style, maxWidth: rect.width - offset)
    }

    /// Puts wrapped text into a rectangle and says how many rows it took; what does not fit is
    /// left out.
    @discardableResult
    public mutating func putWrapped(_ text: String, in rect: Rect, style: Style = .text) -> Int {
        let lines = TextLayout.wrap(text, width: rect.width).prefix(rect.height)
        for (row, line) in lines.enumerated() {
            put(line, at: Point(rect.x, rect.y + row), style: style, maxWidth: rect.width)
        }
        return lines.count
    }

    /// Fills a rectangle with one glyph of one column.
    public mutating func fill(
        _ rect: Rect, with glyph: Unicode.Scalar = " ", style: Style = .text
    ) {
        let rect = rect.intersection(bounds)
        for y in rect.y..<rect.bottom {
            for x in rect.x..<rect.right { self[x, y] = Cell(glyph, style: style) }
        }
    }

    /// Gives the cells of a rectangle another style and keeps their glyphs.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let rect = rect.intersection(bounds)
        for y in rect.y..<rect.bottom {
            for x in rect.x..<rect.right {
                var cell = self[x, y]
                change(&cell.style)
                replaceStyle(cell.style, x: x, y: y)
            }
        }
    }

    /// Draws a frame line with a title in it, and says what lies inside.
    @discardableResult
    public mutating func box(
        _ rect: Rect, title: String = "", style: Style? = nil, focused: Bool = false
    ) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else { return rect }
        let line = style ?? Style(focused ? .borderFocused : .border)
        let (right, bottom) = (rect.right - 1, rect.bottom - 1)
        fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), with: "─", style: line)
        fill(Rect(x: rect.x, y: bottom, width: rect.width, height: 1), with: "─", style: line)
        fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), with: "│", style: line)
        fill(Rect(x: right, y: rect.y, width: 1, height: rect.height), with: "│", style: line)
        self[rect.x, rect.y] = Cell("┌", style: line)
        self[right, rect.y] = Cell("┐", style: line)
        self[rect.x, bottom] = Cell("└", style: line)
        self[right, bottom] = Cell("┘", style: line)
        if !title.isEmpty, rect.width > 6 {
            let shown = " " + TextLayout.truncate(title, to: rect.width - 5) + " "
            let titleStyle = style?.bold ?? Style(.title, focused ? .bold : [])
            put(shown, at: Point(rect.x + 1, rect.y), style: titleStyle, maxWidth: rect.width - 2)
        }
        return rect.inset(by: 1)
    }

    /// Reserves a rectangle for a picture; nothing else should be drawn there but popups.
    public mutating func place(
        _ picture: Picture, in rect: Rect, id: String, view: PictureView = .whole
    ) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty, picture.width > 0, picture.height > 0 else { return }
        fill(rect, with: Cell.pictureGlyph)
        append(PicturePlacement(id: id, rect: rect, picture: picture, view: view))
    }

    private func markColumn(_ x: Int, _ y: Int) -> Int {
        self[x, y].width == 0 ? x - 1 : x
    }
}
