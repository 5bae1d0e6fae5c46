/// How a cell looks: a role that the theme colours, emphasis, and colours of its own where a
/// picture or heat map needs exact ones.
public struct Style: Hashable, Sendable {
    public var role: Role
    /// Added to the theme's attributes for the role.
    public var attributes: TextAttributes
    /// Replaces the theme's foreground.
    public var foreground: RGB?
    /// Replaces the theme's background.
    public var background: RGB?

    public init(
        _ role: Role = .text, _ attributes: TextAttributes = [],
        foreground: RGB? = nil, background: RGB? = nil
    ) {
        self.role = role
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
    }

    public var bold: Style { adding(.bold) }
    public var underline: Style { adding(.underline) }
    public var reverse: Style { adding(.reverse) }

    public func adding(_ attributes: TextAttributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    public static let text = Style(.text)
    public static let title = Style(.title)
    public static let border = Style(.border)
    public static let borderFocused = Style(.borderFocused)
    public static let bar = Style(.bar)
    public static let barActive = Style(.barActive)
    public static let input = Style(.input)
    public static let popup = Style(.popup)
    public static let accent = Style(.accent)
    public static let muted = Style(.muted)
    public static let good = Style(.good)
    public static let bad = Style(.bad)
    public static let warning = Style(.warning)
    public static let alarm = Style(.alarm)
    public static let selection = Style(.selection)
    public static let key = Style(.key)
    public static let policy = Style(.policy)
    public static let anchor = Style(.anchor)
}
