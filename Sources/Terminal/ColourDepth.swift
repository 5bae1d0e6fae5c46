/// How many colours the terminal shows.
public enum ColourDepth: String, CaseIterable, Hashable, Sendable {
    /// Emphasis only.
    case none
    case eight
    case sixteen
    case palette
    case direct

    /// From what the user asked for and what terminfo says.
    ///
    /// - Parameters:
    ///   - colours: terminfo's number of colours.
    ///   - isDirect: whether terminfo has the capability `RGB`.
    ///   - environment: `NO_COLOR`, present and not empty, turns colours off (no-color.org).
    ///   - override: from a flag or the configuration; wins over the environment.
    public static func choose(
        colours: Int, isDirect: Bool, environment: [String: String],
        override: ColourDepth? = nil
    ) -> ColourDepth {
        let most: ColourDepth =
            switch colours {
            case _ where isDirect && colours > 256: .direct
            case 256...: .palette
            case 16...: .sixteen
            case 8...: .eight
            default: .none
            }
        if let override { return override.rank < most.rank ? override : most }
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return refused ? .none : most
    }

    /// Whether a picture's shades have colours of their own.
    var hasGreys: Bool {
        switch self {
        case .none, .eight, .sixteen: false
        case .palette, .direct: true
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The terminal's number for a colour of glyphs: −1 for its default, 0 … 255, or `0xRRGGBB`.
    func number(ofForeground colour: Colour) -> Int32 {
        number(of: colour) ?? -1
    }

    /// The same for what is behind them.
    func number(ofBackground colour: Colour) -> Int32 {
        if let number = number(of: colour) { return number }
        guard self != .none, case .rgb(let rgb) = colour else { return -1 }
        return rgb.luminance < 128 ? 0 : 7
    }

    /// Nil for greys where there are few colours: the nearest ones would be garish or, on some
    /// backgrounds, invisible.
    private func number(of colour: Colour) -> Int32? {
        switch (self, colour) {
        case (.none, _), (_, .standard): -1
        case (.eight, .named(let index)): Int32(index & 7)
        // A direct terminal takes the first eight numbers for its palette.
        case (.direct, .named(let index)):
            index < 8 ? Int32(index) : Self.direct(Palette.named[Int(index & 15)])
        case (_, .named(let index)): Int32(index & 15)
        case (.eight, .rgb(let rgb)):
            rgb.isGrey ? nil : Int32(Palette.nearest(to: rgb, among: Palette.named[..<8]))
        case (.sixteen, .rgb(let rgb)):
            rgb.isGrey ? nil : Int32(Palette.nearest(to: rgb, among: Palette.named[...]))
        case (.palette, .rgb(let rgb)): Int32(Palette.nearest256(to: rgb))
        case (.direct, .rgb(let rgb)): Self.direct(rgb)
        }
    }

    private static func direct(_ rgb: RGB) -> Int32 {
        max(8, Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue))
    }
}
