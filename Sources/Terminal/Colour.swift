/// A colour as a theme names it.
public enum Colour: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the terminal's first 16 colours, whose look its user has chosen.
    case named(UInt8)
    case rgb(RGB)

    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ]
}
