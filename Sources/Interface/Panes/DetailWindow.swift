import Terminal

/// A long text, wrapped and scrollable.
enum DetailWindow {
    static func draw(_ title: String, _ text: String, _ scroll: Int, into frame: inout Frame) {
        let place = rect(text, in: frame.bounds.size)
        let first = min(scroll, lastScroll(text, in: frame.bounds.size))
        Popup.draw(title, into: &frame, in: place) { frame, inner in
            let lines = TextLayout.wrap(text, width: inner.width)
            for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
                frame.put(line, at: Point(inner.x, inner.y + row), maxWidth: inner.width)
            }
        }
    }

    static func lastScroll(_ text: String, in size: Size) -> Int {
        let place = rect(text, in: size)
        return max(0, TextLayout.wrap(text, width: place.width - 4).count - (place.height - 2))
    }

    private static func rect(_ text: String, in size: Size) -> Rect {
        let width = min(90, size.width - 6)
        let lines = TextLayout.wrap(text, width: width - 4).count
        return Rect(origin: Point(0, 0), size: size).centred(
            Size(width: width, height: min(size.height - 4, lines + 2)))
    }
}
