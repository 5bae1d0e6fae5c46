import Terminal

/// The left button while it is held.
struct MouseDrag: Sendable, Equatable {
    /// Where it was pressed, which says what is dragged.
    let start: Point
    /// Where it was when it last changed something.
    var last: Point

    init(from start: Point) {
        self.start = start
        last = start
    }
}
