/// A press, release, drag or turn of the wheel at a cell.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case press, release, drag, wheelUp, wheelDown
    }

    public enum Button: Hashable, Sendable {
        case left, middle, right, none
    }

    public var action: Action
    public var button: Button
    public var point: Point

    public init(_ action: Action, button: Button = .left, at point: Point) {
        self.action = action
        self.button = button
        self.point = point
    }
}
