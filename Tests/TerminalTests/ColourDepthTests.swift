import Testing

@testable import Terminal

@Suite struct ColourDepthTests {
    @Test("NO_COLOR counts when it is not empty, and a flag wins over it")
    func noColour() {
        let choose = { (environment: [String: String], override: ColourDepth?) in
            ColourDepth.choose(
                colours: 256, isDirect: false, environment: environment, override: override)
        }
        #expect(choose([:], nil) == .palette)
        #expect(choose(["NO_COLOR": "1"], nil) == .none)
        #expect(choose(["NO_COLOR": ""], nil) == .palette)
        #expect(choose(["NO_COLOR": "1"], .palette) == .palette)
        #expect(choose([:], ColourDepth.none) == .none)
    }

    @Test(
        "terminfo's colours decide, and no wish exceeds them",
        arguments: [
            (8, ColourDepth.eight), (16, .sixteen), (88, .sixteen), (256, .palette), (0, .none),
        ])
    func terminfo(colours: Int, depth: ColourDepth) {
        #expect(ColourDepth.choose(colours: colours, isDirect: false, environment: [:]) == depth)
        let most = ColourDepth.choose(
            colours: colours, isDirect: false, environment: [:], override: .direct)
        #expect(most == depth)
    }

    @Test("only a terminal that says so gets 24 bits")
    func direct() {
        let depth = ColourDepth.choose(colours: 1 << 24, isDirect: true, environment: [:])
        #expect(depth == .direct)
        #expect(depth.number(ofForeground: .rgb(RGB(1, 2, 3))) == 0x010203)
        #expect(ColourDepth.choose(colours: 1 << 24, isDirect: false, environment: [:]) == .palette)
    }

    @Test("exact entries of the cube of 216 stay what they are")
    func cube() {
        #expect(ColourDepth.palette.number(ofForeground: .rgb(RGB(hex: 0x005F87))) == 24)
        #expect(ColourDepth.palette.number(ofForeground: .rgb(RGB(hex: 0x6C6C6C))) == 242)
        for index in 16..<256 {
            #expect(Palette.all[Palette.nearest256(to: Palette.all[index])] == Palette.all[index])
        }
    }

    @Test("greys are the terminal's own foreground where there are only eight colours")
    func greys() {
        let grey = Colour.rgb(RGB(hex: 0x6C6C6C))
        #expect(ColourDepth.eight.number(ofForeground: grey) == -1)
        #expect(ColourDepth.eight.number(ofBackground: grey) == 0)
        #expect(ColourDepth.eight.number(ofBackground: .rgb(RGB(grey: 230))) == 7)
        #expect(ColourDepth.eight.number(ofForeground: .rgb(RGB(hex: 0xAF0000))) == 1)
        #expect(ColourDepth.none.number(ofBackground: grey) == -1)
    }

    @Test("the series differ from each other in 256 colours")
    func series() {
        let numbers = Role.series.map {
            ColourDepth.palette.number(ofForeground: Theme.standard[$0].foreground)
        }
        #expect(Set(numbers).count == numbers.count)
    }
}
