import TestSupport
import Testing

/// The sixels that the program itself writes, decoded: after whatever happens to the screen they
/// are what a fresh screen has, pixel by pixel.
@Suite(
    "Sixels on a terminal", .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"))
struct SixelScreenTests {
    enum Happening: CaseIterable {
        case popup, resize, stop, redraw, theme, otherPane
    }

    @Test("are the same as on a fresh screen after", arguments: Happening.allCases)
    func fresh(_ happening: Happening) throws {
        let runs = try SharedRuns.made.get()
        let screen = try ProgramOnTerminal(
            ["watch", "finished"], environment: runs.program.environment, width: 100, height: 30)
        defer { screen.end() }
        try screen.wait(for: "┌ Curves")
        screen.type("3")
        // Policy, anchor and their difference; each file comes when it is read.
        try screen.wait("all pictures are there") {
            $0.picture.text.contains("film") && $0.picture.litPixels > 40_000
        }
        #expect(screen.shown.picture.colourCount > 4)
        try happen(happening, on: screen)
        // What a run that nobody trains says of its rewards comes last.
        let leastPixels = happening == .resize ? 10_000 : 40_000
        try screen.wait("the questions are answered and the pictures are there") { shown in
            shown.picture.text.contains("only looked at") && shown.picture.litPixels > leastPixels
                && ["Follows", "Asked for", "All epochs are done"].allSatisfy {
                    !shown.picture.text.contains($0)
                }
        }
        try screen.expectFresh()
        #expect(screen.shown.picture.litPixels > leastPixels)
    }

    private func happen(_ happening: Happening, on screen: ProgramOnTerminal) throws {
        switch happening {
        case .popup:
            screen.type("?")
            try screen.wait(for: "Keys and commands")
            screen.type("\u{1B}")
            try screen.wait("the help is gone") {
                !$0.picture.text.contains("Keys and commands")
            }
        case .resize:
            screen.resize(width: 120, height: 36)
            try screen.wait("there are pictures") {
                $0.picture.text.contains("film") && $0.picture.litPixels > 10_000
            }
        case .stop:
            try screen.stop()
            try screen.wait("the pictures are gone") { $0.picture.litPixels == 0 }
            screen.goOn()
            try screen.wait(for: "film")
        case .redraw: break
        case .theme:
            let clears = screen.shown.clears
            screen.type(":theme light\r")
            try screen.wait("everything is drawn anew") { $0.clears > clears }
        case .otherPane:
            screen.type("5")
            try screen.wait(for: "┌ Log")
            try screen.expectFresh()
            #expect(screen.shown.picture.litPixels == 0)
            screen.type("3")
            try screen.wait(for: "film")
        }
    }
}
