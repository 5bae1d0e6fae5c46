/// How pictures get onto the terminal.
public enum PictureProtocol: String, CaseIterable, Hashable, Sendable {
    /// Characters of 7 bits, for logs and monochrome terminals.
    case ascii
    /// Eight dots a cell, dithered, in the colour of text.
    case braille
    /// Two pixels a cell, as upper and lower half blocks.
    case blocks
    /// Block characters in colours, as ordinary cells.
    case symbols
    /// Pixels, over cells that stay blank.
    case sixel
    /// PNG files that iTerm2 and its like draw over cells.
    case iterm2
    /// PNG files that kitty and its like draw in place of certain glyphs.
    case kitty

    /// Whether pictures become cells of the frame.
    public var usesCells: Bool {
        switch self {
        case .ascii, .braille, .blocks, .symbols: true
        case .sixel, .iterm2, .kitty: false
        }
    }

    /// All names, for help.
    public static let names = allCases.map(\.rawValue)

    /// The next one of those that the terminal has, for a key that cycles them.
    public func next(among available: [PictureProtocol]) -> PictureProtocol {
        guard let index = available.firstIndex(of: self) else { return available.first ?? self }
        return available[(index + 1) % available.count]
    }

    /// Those that a terminal has, the one with the best pictures last.
    ///
    /// - Parameter forced: one that the user asked for, whatever the terminal says.
    static func available(
        _ capabilities: TerminalCapabilities, isUTF8: Bool, forced: PictureProtocol?
    ) -> [PictureProtocol] {
        guard isUTF8 else { return [.ascii] }
        return allCases.filter { candidate in
            switch candidate {
            case .ascii, .braille, .blocks, .symbols: true
            case .sixel: capabilities.hasSixel || forced == candidate
            case .iterm2: capabilities.hasITerm2 || forced == candidate
            case .kitty: capabilities.hasKittyPlaceholders || forced == candidate
            }
        }
    }
}
