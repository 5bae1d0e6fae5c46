/// How pictures get onto the terminal.
public enum PictureProtocol: String, CaseIterable, Hashable, Sendable {
    /// Characters of 7 bits, for logs and monochrome terminals.
    case ascii
    /// Block characters in colours, as ordinary cells.
    case symbols
    /// Pixels, over cells that stay blank.
    case sixel

    /// Whether pictures become cells of the frame.
    public var usesCells: Bool { self != .sixel }

    /// The next one of those that the terminal has, for a key that cycles them.
    public func next(among available: [PictureProtocol]) -> PictureProtocol {
        guard let index = available.firstIndex(of: self) else { return available.first ?? self }
        return available[(index + 1) % available.count]
    }
}
