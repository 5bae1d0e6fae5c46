import Foundation
import Testing

@testable import Terminal

@Suite struct ChartTests {
    private func draw(
        _ chart: Chart, width: Int = 40, height: Int = 10
    ) -> (frame: Frame, layout: ChartLayout) {
        var frame = Frame(width: width, height: height)
        let layout = chart.draw(into: &frame, in: frame.bounds)
        return (frame, layout)
    }

    /// Whether a cell shows dots of a curve.
    private func isCurve(_ cell: Cell) -> Bool {
        (0x2801...0x28FF).contains(cell.glyph.value)
    }

    @Test("a rising line climbs from the lower left to the upper right of its axes")
    func line() {
        let chart = Chart([Series("total", role: .seriesA, values: [0, 1, 2, 3])])
        let (frame, layout) = draw(chart, width: 24, height: 8)
        #expect(frame.lines[0].hasPrefix("T total 3.00"))
        #expect(frame.lines[6].contains("└┬"))
        #expect(frame.lines[7].hasSuffix("epoch"))
        #expect(isCurve(frame[layout.plot.x, layout.plot.bottom - 1]))
        #expect(isCurve(frame[layout.plot.right - 1, layout.plot.y]))
        #expect(!isCurve(frame[layout.plot.x, layout.plot.y]))
        #expect(layout.steps == 0...3)
    }

    @Test("a collapse of one step in a hundred thousand is seen")
    func extremes() {
        var values = (0..<100_000).map { 1 + 0.01 * sin(Double($0)) }
        values[54_321] = -2.85
        let (frame, layout) = draw(Chart([Series("total", role: .seriesA, values: values)]))
        #expect(layout.values.lowerBound < -2.85)
        let column = layout.column(ofStep: 54_321)
        #expect(isCurve(frame[column, layout.plot.bottom - 1]))
        #expect(!isCurve(frame[column - 2, layout.plot.bottom - 1]))
    }

    @Test("values that are not finite are a gap, a mark and a count, and bound nothing")
    func gaps() {
        let values = [1, 1, 1, .nan, .infinity, .nan, 1, 1, 2]
        let chart = Chart([Series("total", role: .seriesA, values: values)])
        let (frame, layout) = draw(chart, width: 60)
        #expect(layout.gaps == [.init(name: "total", nonFinite: 3, firstStep: 3)])
        #expect(layout.values.upperBound < 2.2)
        #expect(frame.lines[0].contains("!3 not finite since 3"))
        let x = layout.column(ofStep: 4)
        #expect(frame[x, layout.plot.bottom - 1].glyph == "!")
        #expect((layout.plot.y..<layout.plot.bottom).allSatisfy { !isCurve(frame[x, $0]) })
    }

    @Test("a logarithmic axis is refused with the reason where nothing is positive")
    func refusal() {
        let series = Series("loss", role: .seriesA, values: [-1, 0, -2])
        let (frame, layout) = draw(Chart([series], isLogarithmic: true), width: 70)
        #expect(!layout.isLogarithmic)
        #expect(layout.refusal?.contains("positive") == true)
        #expect(frame.lines[0].contains("no logarithmic axis"))
    }

    @Test("on a logarithmic axis decades are equally far apart")
    func logarithmic() {
        let series = Series("loss", role: .seriesA, values: [0.001, -1, 0.1, 10])
        let (frame, layout) = draw(Chart([series], isLogarithmic: true), height: 20)
        #expect(layout.isLogarithmic)
        #expect(layout.values == 0.001...10)
        let axis = Axis(range: layout.values, isLogarithmic: true)
        #expect(axis.position(0.1).map { abs($0 - 0.5) < 1e-9 } == true)
        #expect(axis.position(-1) == nil)
        #expect(frame.text.contains("10┤"))
    }

    @Test("the crosshair moves to the nearest step and the legend shows its values")
    func crosshair() {
        let series = Series(
            "total", role: .seriesA, steps: [0, 10, 20, 30], values: [0.1, 0.2, 0.3, 0.4])
        let (frame, layout) = draw(Chart([series], crosshair: 12), width: 50)
        #expect(layout.crosshairStep == 10)
        #expect(frame.lines[0].hasPrefix("epoch 10  T total 0.200"))
        #expect(frame[layout.column(ofStep: 10), layout.plot.y].glyph == "│")
    }

    @Test("columns and steps translate into each other")
    func translation() {
        let (_, layout) = draw(
            Chart([Series("a", role: .seriesA, values: Array(0...30).map(Double.init))]))
        for x in layout.plot.x..<layout.plot.right {
            #expect(layout.column(ofStep: layout.step(atColumn: x)) == x)
        }
        #expect(layout.step(atColumn: -5) == 0)
        #expect(layout.step(atColumn: 500) == 30)
    }

    @Test("a window shows its steps only, fitted to the values in it")
    func window() {
        let values = (0..<100).map { $0 < 50 ? 1000.0 : Double($0) }
        let chart = Chart([Series("a", role: .seriesA, values: values)], window: 60...80)
        let (_, layout) = draw(chart)
        #expect(layout.steps == 60...80)
        #expect(layout.values.upperBound < 90)
    }

    @Test("the average is drawn over faint raw values, but never for what must not be averaged")
    func smoothing() {
        let noise = (0..<60).map { $0.isMultiple(of: 2) ? 0.0 : 1.0 }
        var series = Series("total", role: .seriesA, values: noise)
        let roles = { (series: Series) in
            let (frame, _) = self.draw(Chart([series], smoothing: 0.9, showsLegend: false))
            return Set(frame.cells.filter(self.isCurve).map(\.style.role))
        }
        #expect(roles(series) == [.raw, .seriesA])
        series.isSmoothed = false
        #expect(roles(series) == [.seriesA])
    }

    @Test("several curves carry letters at their ends")
    func markers() {
        let series = [
            Series("posture", role: .seriesB, values: [0, 1]),
            Series("diagnosis", role: .seriesC, values: [1, 0]),
        ]
        let (frame, layout) = draw(Chart(series, showsLegend: false))
        let edge = (layout.plot.y..<layout.plot.bottom).map {
            frame[layout.plot.right - 1, $0].glyph
        }
        #expect(edge.contains("P") && edge.contains("D"))
    }

    @Test("nothing measured says so, one value is a large point, two are a curve", arguments: 0...2)
    func few(count: Int) {
        let series = Series("a", role: .seriesA, values: Array(repeating: 5, count: count))
        let (frame, _) = draw(Chart([series]))
        #expect(frame.text.contains("nothing measured yet") == (count == 0))
        #expect(frame.text.contains("●") == (count == 1))
        #expect(frame.cells.contains(where: isCurve) == (count == 2))
    }

    @Test("a value to compare with is in view as a faint line, and bounds no logarithmic axis")
    func reference() {
        let series = Series("gain", role: .seriesA, values: [3, 4, 5])
        let (frame, layout) = draw(Chart([series], reference: 0))
        #expect(layout.values.contains(0))
        let rows = (layout.plot.y..<layout.plot.bottom).filter {
            frame[layout.plot.right - 3, $0].glyph == "╌"
        }
        #expect(rows.count == 1)
        let (_, logarithmic) = draw(Chart([series], isLogarithmic: true, reference: 0))
        #expect(logarithmic.isLogarithmic && logarithmic.values.lowerBound == 3)
    }

    @Test("no size makes it draw outside its rectangle", arguments: 0...12)
    func sizes(height: Int) {
        let series = Series("a", role: .seriesA, values: [1, .nan, 3, -2])
        for width in 0...24 {
            var frame = Frame(width: 30, height: 16)
            let rect = Rect(x: 3, y: 2, width: width, height: height)
            Chart([series, series], smoothing: 0.5, crosshair: 2).draw(into: &frame, in: rect)
            for y in 0..<16 {
                for x in 0..<30 where !rect.contains(Point(x, y)) {
                    #expect(frame[x, y] == .blank, "\(width) × \(height) at \(x), \(y)")
                }
            }
        }
    }

    @Test("each kind of glyph is made of its own characters", arguments: PlotGlyphs.allCases)
    func glyphs(_ glyphs: PlotGlyphs) {
        let chart = Chart(
            [Series("a", role: .seriesA, values: [0, 1, 0])], glyphs: glyphs, showsLegend: false)
        let (frame, layout) = draw(chart)
        let allowed: (Unicode.Scalar) -> Bool =
            switch glyphs {
            case .braille: { (0x2800...0x28FF).contains($0.value) }
            case .blocks: { (0x2580...0x259F).contains($0.value) }
            case .ascii: { ["'", ".", ":"].contains($0) }
            }
        let drawn = (layout.plot.y..<layout.plot.bottom).flatMap { y in
            (layout.plot.x..<layout.plot.right).map { frame[$0, y].glyph }
        }.filter { $0 != " " }
        #expect(!drawn.isEmpty && drawn.allSatisfy(allowed))
    }
}
