/// One place of the screen: a glyph, at most one combining mark on it, and a style.
public struct Cell: Hashable, Sendable {
    public var glyph: Unicode.Scalar
    public var mark: Unicode.Scalar?
    /// 1, or 2 for a wide glyph, or 0 for the right half of the wide glyph to the left.
    public var width: UInt8
    public var style: Style

    public init(
        _ glyph: Unicode.Scalar = " ", mark: Unicode.Scalar? = nil, width: UInt8 = 1,
        style: Style = .text
    ) {
        self.glyph = glyph
        self.mark = mark
        self.width = width
        self.style = style
    }

    public static let blank = Cell()

    /// Looks like a space, but is another glyph: pictures lie on it, so that whatever replaces
    /// it is a change that gets drawn and so erases the picture.
    static let pictureGlyph: Unicode.Scalar = "\u{A0}"
}
