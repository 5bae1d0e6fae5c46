import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct PaneTests {
    // MARK: Curves

    @Test("Inspecting goes through finished epochs and on from the last to the newest")
    func inspects() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.left, .left)
        #expect(scenario.model.curves.inspected == 4)
        scenario.finish(epoch: 7)
        #expect(scenario.model.curves.inspected == 4)
        scenario.press(.character("g"))
        #expect(scenario.model.curves.inspected == 1)
        scenario.press(.pageDown)
        #expect(scenario.model.curves.inspected == nil)
    }

    @Test("Numbers that are not finite are shown as what they are")
    func notFinite() {
        let scenario = Scenario.trained(epochs: 3)
        #expect(scenario.screen.contains("KL NaN"))
    }

    @Test("Enter shows the inspected epoch's best trajectory")
    func bestTrajectory() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.left, .left, .enter)
        #expect(scenario.model.pane == .trajectory)
        #expect(scenario.model.shownSample?.epoch == 4)
        #expect(scenario.model.shownSample?.index == 4)
    }

    // MARK: Rewards

    @Test("A weight changes by a tenth, not below 0, and is shown when the engine has taken it")
    func weights() {
        var scenario = Scenario.trained()
        scenario.press(.character("2"), .character("j"), .character("-"))
        #expect(
            scenario.takeEffects() == [
                .perform(.setRewardWeight(reward: "diagnosis", weight: 0.9))
            ])
        #expect(scenario.screen.contains("‹1.00›"))
        scenario.send(.event(.rewardWeightChanged(reward: "diagnosis", weight: 0)))
        #expect(scenario.screen.contains("‹0.00›"))
        scenario.press(.character("-"))
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("The table sorts by the chosen column, both ways")
    func sorts() {
        var scenario = Scenario.trained()
        scenario.press(.character("2"))
        #expect(scenario.model.promptRows.map(\.id) == [0, 1, 2])
        scenario.press(.character("O"))
        #expect(scenario.model.promptRows.map(\.id) == [2, 1, 0])
        scenario.press(.character("o"), .character("o"))
        #expect(scenario.model.rewards.sort == .reward("diagnosis"))
        #expect(scenario.model.promptRows.map(\.id) == [0, 1, 2])
    }

    @Test("Enter on a prompt shows its newest trajectory")
    func opens() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.character("2"), .end, .enter)
        #expect(scenario.model.pane == .trajectory)
        #expect(scenario.model.shownSample?.promptID == 2)
        #expect(scenario.model.shownSample?.epoch == 6)
    }

    @Test("The interval of a mean is 1.96 standard errors")
    func interval() {
        let interval = Interval([1, 2, 3, 4, .nan])
        #expect(interval.mean == 2.5)
        #expect(interval.count == 4)
        // numpy: 1.96 * std([1, 2, 3, 4], ddof=1) / 2
        #expect(abs(interval.margin - 1.26518) < 1e-5)
        #expect(Interval([]).mean.isNaN)
        #expect(Interval([3]).margin == 0)
    }

    // MARK: Log

    @Test("The log filters by level and text, and follows its end until one scrolls")
    func log() {
        var scenario = Scenario.trained()
        for index in 0..<40 {
            let level: Interface.LogLine.Level = index % 2 == 0 ? .debug : .info
            scenario.send(
                .event(
                    .message(
                        Interface.LogLine(level: level, text: "line \(index)", time: Scenario.start)
                    )))
        }
        scenario.press(.character("5"))
        #expect(scenario.screen.contains("line 39"))
        #expect(!scenario.screen.contains("line 38"))
        scenario.press(.character("+"))
        #expect(scenario.screen.contains("line 38"))
        scenario.press(.character("/"))
        scenario.type("LINE 3")
        scenario.press(.enter)
        #expect(scenario.model.log.shown.map(\.text).first == "line 3")
        #expect(scenario.model.log.shown.count == 11)
        scenario.press(.escape)
        #expect(scenario.model.log.filter == "")
        scenario.press(.up)
        let held = scenario.model.log.fromEnd
        #expect(held == 1)
        scenario.press(.character("G"), .enter)
        #expect(scenario.screen.contains("│ line 39"))
    }
}
