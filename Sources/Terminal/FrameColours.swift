/// The colours that a frame has where it is drawn outside a terminal.
struct FrameColours {
    let theme: Theme

    /// Of glyphs without a colour.
    var ink: RGB { theme.isLight ? RGB(grey: 24) : RGB(grey: 224) }

    /// Behind them.
    var ground: RGB { theme.isLight ? RGB(grey: 255) : RGB(grey: 16) }

    /// A glyph's colour and the one behind it.
    func resolved(_ paint: Paint) -> (foreground: RGB, background: RGB) {
        let (own, under) = (rgb(paint.foreground, ink), rgb(paint.background, ground))
        return paint.attributes.contains(.reverse) ? (under, own) : (own, under)
    }

    private func rgb(_ colour: Colour, _ standard: RGB) -> RGB {
        switch colour {
        case .standard: standard
        case .named(let index): Palette.named[Int(index) % Palette.named.count]
        case .rgb(let rgb): rgb
        }
    }
}
