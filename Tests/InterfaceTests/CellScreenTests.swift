import Terminal
import TestSupport
import Testing
import Workbench

@testable import Interface

/// What reaches the terminal, cell by cell: glyphs, colours and emphasis.
@Suite(.serialized)
@MainActor
struct CellScreenTests {
    private nonisolated static let cases = Pane.allCases.flatMap { pane in
        ScreenTests.sizes.map { (pane, $0) }
    }

    private func shown(_ pane: Pane, _ size: Size, _ look: DrawnScreen.Look) throws
        -> TerminalPicture
    {
        var scenario = Scenario.trained(width: size.width, height: size.height)
        scenario.press(.character(Character("\(pane.rawValue)")))
        scenario.answerTrajectories()
        if pane == .trajectory {
            scenario.press(.left)
            scenario.examineShownSample()
        }
        let drawn = try DrawnScreen(size, pictures: .ascii, look: look)
        defer { drawn.close() }
        try drawn.draw(scenario.model)
        #expect(drawn.shown.unknown.isEmpty)
        return drawn.shown.picture
    }

    @Test("Every pane reaches the terminal as it was kept", arguments: cases)
    func pane(_ pane: Pane, size: Size) throws {
        for look in DrawnScreen.Look.allCases {
            let picture = try shown(pane, size, look)
            try ScreenFile.expect(
                picture.record.replacingClockTimes,
                matches: "cells/\(pane.title.lowercased())-\(size.width)x\(size.height)-"
                    + look.rawValue)
        }
    }

    @Test("Colours are there with colours only, and seven bits are enough without UTF-8")
    func looks() throws {
        for pane in Pane.allCases {
            let size = Size(width: 80, height: 24)
            let colour = try shown(pane, size, .colour)
            #expect(colour.cells.contains { !$0.look.foreground.isEmpty })
            for look in [DrawnScreen.Look.monochrome, .ascii] {
                let picture = try shown(pane, size, look)
                #expect(
                    picture.cells.allSatisfy {
                        $0.look.foreground.isEmpty && $0.look.background.isEmpty
                    })
                #expect(picture.cells.contains { !$0.look.isPlain })
                if look == .ascii { #expect(picture.text.allSatisfy { $0.isASCII }) }
            }
        }
    }
}
