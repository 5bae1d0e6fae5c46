/// How a theme shows a role.
public struct Paint: Hashable, Sendable {
    public var foreground: Colour
    public var background: Colour
    public var attributes: TextAttributes

    public init(
        _ foreground: Colour = .standard, on background: Colour = .standard,
        _ attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
