import Terminal

/// A window over the panes, in one look of its own.
enum Popup {
    /// Clears the place, frames it, lets the content be drawn, and gives all of it the look of a
    /// popup: what other roles would say, emphasis says.
    static func draw(
        _ title: String, into frame: inout Frame, in place: Rect,
        content: (inout Frame, Rect) -> Void
    ) {
        frame.fill(place, style: .popup)
        let inner = frame.box(place, title: title, focused: true)
            .inset(horizontally: 1, vertically: 0)
        content(&frame, inner)
        frame.restyle(place) { style in
            switch style.role {
            case .key, .title, .accent: style.attributes.insert(.bold)
            case .muted: style.attributes.insert(.dim)
            default: break
            }
            style.role = .popup
        }
    }
}
