import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct ScreenTests {
    static let sizes = [
        Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 200, height: 60),
    ]

    @Test("Every pane looks as it was kept, at every size", arguments: Pane.allCases, sizes)
    func pane(_ pane: Pane, size: Size) throws {
        var scenario = Scenario.trained(width: size.width, height: size.height)
        scenario.press(.character(Character("\(pane.rawValue)")))
        scenario.answerTrajectories()
        if pane == .trajectory {
            scenario.press(.left)
            scenario.examineShownSample()
        }
        try ScreenFile.expect(
            scenario.screen.replacingClockTimes,
            matches: "\(pane.title.lowercased())-\(size.width)x\(size.height)")
    }

    @Test("Nothing is drawn beyond the frame, and every screen fills its height", arguments: sizes)
    func lines(size: Size) {
        var scenario = Scenario.trained(width: size.width, height: size.height)
        for pane in Pane.allCases {
            scenario.press(.character(Character("\(pane.rawValue)")))
            let lines = scenario.screen.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == size.height)
            #expect(lines.allSatisfy { TextWidth.of(String($0)) <= size.width })
            #expect(lines.last?.contains("? help") ?? false)
        }
    }

    @Test("A screen before the first event says what it waits for, in every pane")
    func waiting() {
        var scenario = Scenario()
        for pane in Pane.allCases {
            scenario.press(.character(Character("\(pane.rawValue)")))
            let inside = scenario.screen.split(separator: "\n").dropFirst(2).dropLast(2)
            #expect(inside.contains { $0.contains { $0.isLetter } }, "\(pane.title) is empty")
        }
        scenario.press(.character("1"))
        #expect(scenario.screen.contains("the run is being opened"))
        #expect(scenario.screen.contains("grad: after an epoch "))
    }

    @Test("A screen that is too small says what it has and needs, and accepts q and nothing else")
    func tooSmall() {
        var scenario = Scenario(width: 59, height: 16)
        #expect(scenario.screen.contains("have 59 × 16"))
        #expect(scenario.screen.contains("need 60 × 16"))
        scenario.press(.character("2"))
        #expect(scenario.model.pane == .curves)
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [.leave(.left)])
    }

    @Test("On a screen that is too small q asks nothing: it stops, saves and leaves")
    func tooSmallUnderWay() {
        var scenario = Scenario.trained(width: 40, height: 10)
        #expect(scenario.screen.contains("q stops, saves and leaves"))
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
        #expect(scenario.model.overlay == nil)
        #expect(scenario.screen.contains("Ctrl-C leaves at once"))
        scenario.send(.event(.phaseChanged(.stopped)))
        #expect(scenario.takeEffects() == [.leave(.stopped)])
    }

    @Test("A resize lays the same screen out anew")
    func resize() {
        var scenario = Scenario.trained(width: 200, height: 60)
        scenario.send(.resize(Size(width: 80, height: 24)))
        #expect(scenario.screen == Scenario.trained(width: 80, height: 24).screen)
    }

    @Test("Popups of any size stay inside the smallest screen")
    func popups() {
        var scenario = Scenario.trained(width: 60, height: 16)
        scenario.press(.character("q"))
        #expect(scenario.screen.contains("stop and save"))
        #expect(scenario.screen.contains("is lost"))
        scenario.press(.escape, .character("?"))
        #expect(scenario.screen.contains("Keys and commands"))
    }
}

extension String {
    /// The time of day depends on where the test runs.
    var replacingClockTimes: String {
        replacing(/\d\d:\d\d:\d\d/, with: "hh:mm:ss")
    }
}
