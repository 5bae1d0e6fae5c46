import Testing

@testable import Terminal

@Suite struct BarTests {
    @Test("progress fills with the share and clamps what is outside")
    func progress() {
        #expect(Bars.progress(0.5, width: 12) == "▕█████░░░░░▏")
        #expect(Bars.progress(-1, width: 6) == "▕░░░░▏")
        #expect(Bars.progress(.nan, width: 6) == "▕░░░░▏")
        #expect(Bars.progress(7, width: 6) == "▕████▏")
        #expect(Bars.progress(1, width: 2) == "")
    }

    @Test("every position of a slider can be clicked")
    func slider() {
        #expect(Bars.slider(position: 0, count: 5, width: 7) == "├●────┤")
        #expect(Bars.slider(position: 4, count: 5, width: 7) == "├────●┤")
        for position in 0..<20 {
            let text = Array(Bars.slider(position: position, count: 20, width: 30))
            let column = text.firstIndex(of: "●") ?? -1
            #expect(Bars.sliderPosition(atColumn: column, count: 20, width: 30) == position)
        }
    }

    @Test("a sparkline shows the last values between their extremes")
    func sparkline() {
        #expect(Bars.sparkline([9, 0, 1, 2, .nan, 7], width: 5) == "▁▂▃!█")
        #expect(Bars.sparkline([3, 3], width: 5) == "▅▅")
        #expect(Bars.sparkline([], width: 5) == "")
    }

    @Test("bins hold shares of the whole, the last edge included")
    func shares() {
        let shares = Histogram.shares([0, 0.1, 0.9, 1, .nan, 5], in: 0...1, count: 2)
        #expect(shares == [0.4, 0.4])
    }

    @Test("the policy's bars stand on the axis and the anchor's hang from it")
    func histogram() {
        var frame = Frame(width: 4, height: 5)
        Histogram(policy: [0, 0, 3], anchor: [3], range: 0...3).draw(into: &frame, in: frame.bounds)
        #expect(frame[0, 1].glyph == "█" && frame[0, 1].style.role == .policy)
        #expect(frame[3, 1].style.role == .policy)
        #expect(frame[3, 2].style.role == .anchor)
        #expect(frame[0, 2] == .blank)
        #expect(frame.lines[4].hasPrefix("0"))
    }

    @Test("distributions without a finite value say so")
    func empty() {
        var frame = Frame(width: 20, height: 3)
        Histogram(policy: [.nan]).draw(into: &frame, in: frame.bounds)
        #expect(frame.text.contains("no values yet"))
    }
}
