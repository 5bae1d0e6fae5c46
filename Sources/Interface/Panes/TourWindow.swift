import Terminal

/// A step of the tour beside what it is about, with an arrow to it.
enum TourWindow {
    private static let width = 46

    static func draw(_ model: Model, _ index: Int, into frame: inout Frame) {
        let step = Tour.step(index, of: model)
        let lines = TextLayout.wrap(step.text, width: width - 4)
        let body = ScreenLayout(size: model.size).body
        let side = Side(of: step.target, in: body)
        let size = Size(width: width, height: lines.count + 4)
        let place = Rect(
            origin: side.origin(of: size, beside: step.target, in: body), size: size)
        let title = "\(step.title) · \(index + 1) of \(Tour.count)"
        Popup.draw(title, into: &frame, in: place) { frame, inner in
            for (row, line) in lines.enumerated() {
                frame.put(line, at: Point(inner.x, inner.y + row), maxWidth: inner.width)
            }
            frame.put(
                hint(index, model), at: Point(inner.x, inner.bottom - 1), style: .muted)
        }
        let arrow = side.arrow(on: place)
        frame.put(arrow.glyph, at: arrow.point, style: Style(.popup, .bold))
    }

    private static func hint(_ index: Int, _ model: Model) -> String {
        guard index + 1 < Tour.count else { return "any key ends the tour" }
        return "any key goes on · \(model.keyName(.back, in: .tour)) skips"
    }

    /// Where the target is, as seen from the window.
    private enum Side {
        case above, below, left, right

        init(of target: Rect, in body: Rect) {
            if target.bottom <= body.y {
                self = .above
            } else if target.y >= body.bottom {
                self = .below
            } else {
                self = target.x > body.x ? .right : .left
            }
        }

        /// Inside the panes, and beside the target where there is room.
        func origin(of size: Size, beside target: Rect, in body: Rect) -> Point {
            let middle = body.centred(size).origin
            switch self {
            case .above: return Point(middle.x, body.y + 1)
            case .below: return Point(middle.x, body.bottom - size.height - 1)
            case .right: return Point(max(body.x + 1, target.x - size.width - 2), middle.y)
            case .left:
                return Point(min(target.right + 1, body.right - size.width - 1), middle.y)
            }
        }

        func arrow(on place: Rect) -> (glyph: String, point: Point) {
            let column = place.x + place.width / 2
            let row = place.y + place.height / 2
            switch self {
            case .above: return ("▲", Point(column, place.y))
            case .below: return ("▼", Point(column, place.bottom - 1))
            case .left: return ("◀", Point(place.x, row))
            case .right: return ("▶", Point(place.right - 1, row))
            }
        }
    }
}
