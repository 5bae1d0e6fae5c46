import Foundation
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Interface

@Suite("The tour") struct TourTests {
    private func first(width: Int = 80, height: Int = 24) -> Scenario {
        var settings = Model.Settings()
        settings.showsTour = true
        return .trained(width: width, height: height, settings: settings)
    }

    @Test("goes on with any key, ends after its last step, and leaves no trace")
    func anyKey() {
        var scenario = first()
        let keys: [Key] = [.enter, .character("q"), .space, .down, .character("3")]
        for (index, key) in keys.enumerated() {
            #expect(scenario.screen.contains("· \(index + 1) of \(Tour.count)"))
            scenario.press(key)
        }
        #expect(keys.count == Tour.count)
        #expect(scenario.model.overlay == nil)
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen == Scenario.trained().screen)
    }

    @Test("is skipped with Esc, and does not keep Ctrl-C from stopping the run")
    func skipped() {
        var scenario = first()
        scenario.press(.enter, .escape)
        #expect(scenario.model.overlay == nil)
        scenario = first()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
    }

    @Test("comes back with :tour, over the pane that it tells of")
    func again() {
        var scenario = Scenario.trained()
        #expect(scenario.model.overlay == nil)
        scenario.press(.character("5"), .character("z"))
        scenario.type(":tour")
        scenario.press(.enter)
        #expect(scenario.model.pane == .curves)
        #expect(scenario.screen.contains("· 1 of 5"))
    }

    @Test("points at things that are there, with keys as they are", arguments: ScreenTests.sizes)
    func steps(size: Size) throws {
        var scenario = first(width: size.width, height: size.height)
        var screens = ""
        for index in 0..<Tour.count {
            let step = Tour.step(index, of: scenario.model)
            let bounds = Rect(x: 0, y: 0, width: size.width, height: size.height)
            #expect(step.target.intersection(bounds) == step.target)
            #expect(!step.target.isEmpty)
            screens += scenario.screen + "\n"
            scenario.press(.space)
        }
        try ScreenFile.expect(
            screens.replacingClockTimes, matches: "tour-\(size.width)x\(size.height)")
    }

    @Test("names the keys that a user has chosen")
    func keys() throws {
        var settings = Model.Settings()
        settings.showsTour = true
        settings.keys = try KeyTable(
            json: Data(#"{"everywhere": {"pause": "F7"}}"#.utf8), source: "keys.json")
        let model = Scenario.trained(settings: settings).model
        #expect(Tour.step(4, of: model).text.contains("F7 pauses"))
    }

    @Test("is shown once, and not where that cannot be remembered")
    func mark() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/state/cxrl/tour"
            #expect(TourMark.take(path))
            #expect(!TourMark.take(path))
            #expect(!TourMark.take(path + "/beyond/a/file"))
        }
    }
}
