import Foundation
import Testing

@testable import Terminal

@Suite struct TextTests {
    @Test("truncation marks what is missing and never exceeds the width", arguments: 0...8)
    func truncation(width: Int) {
        let text = TextLayout.truncate("漢字abc", to: width)
        #expect(TextWidth.of(text) <= width)
        #expect((text == "漢字abc") == (width >= 7))
        #expect(width >= 7 || width == 0 || text.hasSuffix("…"))
    }

    @Test("wrapping breaks at spaces and inside words only where it must")
    func wrapping() {
        let text = "Small left pleural effusion.\n\nNo pneumothorax"
        #expect(
            TextLayout.wrap(text, width: 10) == [
                "Small left", "pleural", "effusion.", "", "No", "pneumothor", "ax",
            ])
        #expect(TextLayout.wrap("漢字", width: 1) == ["漢", "字"])
        #expect(TextLayout.wrap("", width: 5) == [""])
    }

    @Test("wrapping keeps the spaces between words, but for those where a line is broken")
    func columns() {
        #expect(
            TextLayout.wrap("go on     cxrl train\nlook at   cxrl watch", width: 30) == [
                "go on     cxrl train", "look at   cxrl watch",
            ])
        #expect(TextLayout.wrap("a  b    c d ", width: 4) == ["a  b", "c d"])
        #expect(TextLayout.wrap("abcdef  gh", width: 6) == ["abcdef", "gh"])
    }

    @Test("padding fills on either side")
    func padding() {
        #expect(TextLayout.pad("ab", to: 4) == "ab  ")
        #expect(TextLayout.pad("ab", to: 4, right: true) == "  ab")
        #expect(TextLayout.pad("abcdef", to: 4) == "abc…")
    }

    @Test("widths agree with the C library's, wherever that knows a glyph")
    func widths() throws {
        // The headers that Swift sees leave `wcwidth` out.
        typealias Width = @convention(c) (wchar_t) -> Int32
        let symbol = try #require(dlsym(UnsafeMutableRawPointer(bitPattern: 0), "wcwidth"))
        let width = unsafeBitCast(symbol, to: Width.self)
        let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        // Latin, marks, Greek, arrows, boxes, blocks, braille, kana, ideographs, hangul, emoji.
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0xAC, 0xAE...0x24F, 0x300...0x36F, 0x391...0x3C9, 0x2010...0x2027,
            0x2190...0x21FF, 0x2500...0x259F, 0x2800...0x28FF, 0x3041...0x30FF, 0x4E00...0x4E80,
            0xAC00...0xAC80, 0x1F600...0x1F64F,
        ]
        for value in ranges.joined() {
            let scalar = try #require(Unicode.Scalar(value))
            let expected = Int(width(wchar_t(bitPattern: value)))
            guard expected >= 0 else { continue }
            #expect(TextWidth.of(scalar) == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test("numbers are short, with a true minus sign")
    func numbers() {
        let cases: [(Double, String)] = [
            (0, "0"), (0.7124, "0.712"), (-0.21, "−0.210"), (3e-4, "3e-4"), (-2.5e-7, "−2.5e-7"),
            (12.34, "12.3"), (512, "512"), (4096, "4096"), (41_000, "41k"), (9_999.9, "10k"),
            (1.25e6, "1.2M"), (.nan, "NaN"), (-.infinity, "−Inf"), (2e16, "2e16"),
        ]
        for (value, text) in cases { #expect(NumberText.short(value) == text) }
    }

    @Test("signed numbers show their sign, and none where they round to nothing")
    func signs() {
        #expect(NumberText.signed(0.14) == "+0.14")
        #expect(NumberText.signed(-0.21) == "−0.21")
        #expect(NumberText.signed(-0.001) == "±0.00")
        #expect(NumberText.signed(.nan) == "NaN")
    }
}
