import Images
import Terminal

/// A picture with a line above it, or the reason why there is none.
enum PictureBox {
    /// - Parameters:
    ///   - view: how it is looked at.
    ///   - id: names the place on the screen.
    ///   - reason: shown where there is no picture.
    static func draw(
        _ picture: GreyPicture?, _ view: PictureView, title: [Span], reason: String, id: String,
        into frame: inout Frame, in rect: Rect
    ) {
        draw(
            shown: picture.map { Picture($0) }, view, title: title, reason: reason, id: id,
            into: &frame, in: rect)
    }

    /// The same for a picture that may have colours.
    static func draw(
        shown picture: Picture?, _ view: PictureView, title: [Span], reason: String, id: String,
        into frame: inout Frame, in rect: Rect
    ) {
        let (line, area) = rect.splitTop(1)
        frame.put(title, at: line.origin, maxWidth: line.width)
        guard let picture else {
            let lines = TextLayout.wrap(reason, width: area.width)
            let top = area.y + max(0, (area.height - lines.count) / 2)
            for (row, text) in lines.prefix(area.height).enumerated() {
                frame.put(
                    text, in: Rect(x: area.x, y: top + row, width: area.width, height: 1),
                    aligned: .centre, style: .muted)
            }
            return
        }
        frame.place(picture, in: area, id: id, view: view)
    }

    /// Side by side rectangles for square pictures with a title line, as large as fit, from the
    /// left.
    static func row(of count: Int, in rect: Rect, spacing: Int = 2) -> [Rect] {
        guard count > 0 else { return [] }
        let room = (rect.width - spacing * (count - 1)) / count
        // A cell is about twice as high as it is wide.
        let width = max(0, min(room, (rect.height - 1) * 2))
        let height = min(rect.height, (width + 1) / 2 + 1)
        return (0..<count).map { index in
            Rect(
                x: rect.x + index * (width + spacing), y: rect.y, width: width, height: height)
        }
    }
}
