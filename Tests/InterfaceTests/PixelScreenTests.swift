import Terminal
import TestSupport
import Testing
import Workbench

@testable import Interface

/// The sixels that reach a terminal, decoded and compared pixel by pixel with a fresh screen.
@Suite(.serialized)
@MainActor
struct PixelScreenTests {
    /// On the pane with three large pictures and a film strip.
    private func opened() -> Scenario {
        var scenario = Scenario.trained(width: 100, height: 30)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        return scenario
    }

    private func withPictures(_ body: (inout Scenario, DrawnScreen) throws -> Void) throws {
        var scenario = opened()
        let drawn = try DrawnScreen(scenario.model.size, pictures: .sixel)
        defer { drawn.close() }
        try drawn.draw(scenario.model)
        #expect(drawn.shown.picture.litPixels > 10_000)
        #expect(drawn.shown.picture.colourCount > 4)
        try expectFresh(scenario, drawn)
        try body(&scenario, drawn)
    }

    /// What is shown is what an empty terminal would show.
    private func expectFresh(
        _ scenario: Scenario, _ drawn: DrawnScreen,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let difference = try drawn.difference(from: scenario.model)
        #expect(difference == nil, sourceLocation: sourceLocation)
    }

    private func press(_ keys: Key..., in scenario: inout Scenario, on drawn: DrawnScreen) throws {
        for key in keys { scenario.press(key) }
        try drawn.draw(scenario.model)
    }

    @Test("A popup covers pictures, and they are whole again when it is closed")
    func popup() throws {
        try withPictures { scenario, drawn in
            let whole = drawn.shown.picture
            try press(.character("?"), in: &scenario, on: drawn)
            let covered = drawn.shown.picture
            #expect(covered.litPixels < whole.litPixels)
            // Where the help stands no pixel shines through.
            for (y, line) in covered.lines.enumerated() {
                guard let start = line.firstRange(of: "│ ")?.lowerBound, line.contains("scroll")
                else { continue }
                let x = line.distance(from: line.startIndex, to: start) + 2
                let stride = covered.width * covered.cellWidth
                let first = y * covered.cellHeight * stride + x * covered.cellWidth
                #expect(
                    covered.pixels[first..<first + 40 * covered.cellWidth].allSatisfy { $0 == 0 })
            }
            try press(.escape, in: &scenario, on: drawn)
            #expect(drawn.shown.picture.difference(from: whole) == nil)
            try expectFresh(scenario, drawn)
        }
    }

    @Test(
        "After a resize pictures have their new place and nothing of the old one",
        arguments: [Size(width: 140, height: 40), Size(width: 60, height: 16)])
    func resize(size: Size) throws {
        try withPictures { scenario, drawn in
            try drawn.resize(to: size)
            scenario.send(.resize(size))
            try drawn.draw(scenario.model)
            #expect(drawn.shown.picture.litPixels > 0)
            try expectFresh(scenario, drawn)
        }
    }

    @Test("After Ctrl-Z and fg pictures are there again")
    func stopped() throws {
        try withPictures { scenario, drawn in
            let whole = drawn.shown.picture
            drawn.screen.suspend()
            try drawn.draw(scenario.model)
            #expect(drawn.shown.picture.litPixels == 0)
            drawn.screen.resume()
            try drawn.draw(scenario.model)
            #expect(drawn.shown.picture.difference(from: whole) == nil)
            try expectFresh(scenario, drawn)
        }
    }

    @Test("After Ctrl-L everything is drawn once more, the same")
    func redraw() throws {
        try withPictures { scenario, drawn in
            let (whole, sixels) = (drawn.shown.picture, drawn.shown.sixels)
            scenario.press(.control("l"))
            #expect(scenario.takeEffects() == [.redraw])
            drawn.screen.repaint()
            try drawn.draw(scenario.model)
            #expect(drawn.shown.sixels == 2 * sixels)
            #expect(drawn.shown.picture.difference(from: whole) == nil)
        }
    }

    @Test("Another theme changes colours of text, and no pixel")
    func theme() throws {
        try withPictures { scenario, drawn in
            let whole = drawn.shown.picture
            var theme = Theme.standard
            theme[.border] = Paint(.named(1))
            drawn.screen.theme = theme
            try drawn.draw(scenario.model)
            #expect(drawn.shown.picture.differingPixels(from: whole) == 0)
            #expect(drawn.shown.picture.difference(from: whole) != nil)
            try expectFresh(scenario, drawn)
        }
    }

    @Test("A pane without pictures has none, and coming back brings them back")
    func panes() throws {
        try withPictures { scenario, drawn in
            let whole = drawn.shown.picture
            try press(.character("5"), in: &scenario, on: drawn)
            #expect(drawn.shown.picture.litPixels == 0)
            try expectFresh(scenario, drawn)
            try press(.character("3"), in: &scenario, on: drawn)
            #expect(drawn.shown.picture.differingPixels(from: whole) == 0)
            try press(.character("1"), in: &scenario, on: drawn)
            #expect(drawn.shown.picture.litPixels > 0)
            try expectFresh(scenario, drawn)
        }
    }

    @Test("A step of the trajectory, brightness and magnification change pictures in their places")
    func changes() throws {
        try withPictures { scenario, drawn in
            for key in [
                Key.left, .character("b"), .character("N"), .character("+"), .character("Z"),
            ] {
                let before = drawn.shown.picture
                try press(key, in: &scenario, on: drawn)
                #expect(drawn.shown.picture.differingPixels(from: before) > 0, "\(key.name)")
                try expectFresh(scenario, drawn)
            }
        }
    }
}
