import Terminal
import Testing
import Workbench

@testable import Interface

@Suite("The list of runs") struct RunsTests {
    private static let lines: [RunLine] = [
        RunLine(
            name: "20250101-101010-miniature-s7", path: "/runs/20250101-101010-miniature-s7",
            state: .training, finishedEpochs: 6, epochs: 90, note: ""),
        RunLine(
            name: "20250101-090000-lora-s1", path: "/runs/20250101-090000-lora-s1",
            state: .complete, finishedEpochs: 60, epochs: 60, note: "rank 8, twice the rate"),
        RunLine(
            name: "20241231-080000-rlcf-s1", path: "/runs/20241231-080000-rlcf-s1",
            state: .unfinished, finishedEpochs: 12, epochs: 60, note: ""),
    ]

    /// Epochs whose rewards lie higher by a number.
    private func history(_ epochs: Int, above offset: Double) -> History {
        var history = History()
        for epoch in 1...epochs {
            var report = EpochReport.example(epoch: epoch)
            report.metrics["reward/total/mean", default: 0] += offset
            history.add(report)
        }
        return history
    }

    private func opened(width: Int = 80, height: Int = 24) -> Scenario {
        var scenario = Scenario.trained(width: width, height: height)
        scenario.press(.character("R"))
        scenario.send(.runs(Self.lines))
        return scenario
    }

    /// The first two runs are drawn, the second is the baseline.
    private func compared(width: Int = 80, height: Int = 24) -> Scenario {
        var scenario = opened(width: width, height: height)
        scenario.press(.space, .down, .character("p"))
        scenario.send(.runCurves(path: Self.lines[0].path, .success(history(6, above: 0))))
        scenario.send(.runCurves(path: Self.lines[1].path, .success(history(60, above: 0.5))))
        return scenario
    }

    @Test("is read when it is opened, and stands on the run that is shown")
    func opens() {
        var scenario = Scenario.trained()
        scenario.press(.character("R"))
        #expect(scenario.takeEffects() == [.loadRuns(root: "/runs")])
        #expect(scenario.screen.contains("Reading the runs."))
        scenario.send(.runs(Self.lines))
        #expect(scenario.model.runs.chosenLine?.name == "20250101-101010-miniature-s7")
    }

    @Test("draws the curves of marked runs over each other, with their difference from a baseline")
    func compares() throws {
        var scenario = opened()
        _ = scenario.takeEffects()
        scenario.press(.space, .down, .character("p"))
        #expect(
            scenario.takeEffects()
                == [
                    .loadRunCurves(path: Self.lines[0].path),
                    .loadRunCurves(path: Self.lines[1].path),
                ])
        scenario = compared()
        let level = try #require(scenario.model.runs.level(of: Self.lines[0].path))
        #expect(abs(level - 0.16) < 1e-9)
        #expect(scenario.screen.contains("base"))
        #expect(scenario.screen.contains("−2.660"))
        scenario.press(.character("m"))
        #expect(scenario.screen.contains("consistency above the anchor’s"))
    }

    @Test("looks as it was kept, at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) throws {
        try ScreenFile.expect(
            compared(width: size.width, height: size.height).screen.replacingClockTimes,
            matches: "runs-\(size.width)x\(size.height)")
    }

    @Test("gives a run the same colour whatever else is marked, unless another one has it")
    func colours() {
        var runs = RunsState()
        runs.marked = ["/r/one"]
        let alone = runs.role(of: "/r/one")
        runs.marked = ["/r/two", "/r/three", "/r/one"]
        let all = runs.marked.map { runs.role(of: $0) }
        #expect(Set(all).count == 3)
        runs.marked = ["/elsewhere/one"]
        #expect(runs.role(of: "/elsewhere/one") == alone)
        #expect(runs.role(of: "/r/four") == nil)
    }

    @Test("lists the runs of one state only where that is asked for")
    func states() {
        var scenario = opened()
        scenario.press(.character("f"))
        #expect(scenario.model.runs.shown.map(\.state) == [.training])
        scenario.press(.character("f"))
        #expect(scenario.screen.contains("No run is in this state"))
        for _ in 0..<4 { scenario.press(.character("f")) }
        #expect(scenario.model.runs.shown.count == 3)
    }

    @Test("compares by what any epoch has measured, and keeps the metric when others join it")
    func metrics() {
        var scenario = compared()
        var history = self.history(12, above: 0)
        var report = EpochReport.example(epoch: 2)
        report.metrics["judge/posture"] = 0.5
        history.add(report)
        scenario.press(.character("m"))
        #expect(scenario.model.runs.shownMetric?.title == "consistency")
        report.metrics["reward/appearance/mean"] = 0.5
        history.add(report)
        scenario.send(.runCurves(path: Self.lines[1].path, .success(history)))
        #expect(scenario.model.runs.metrics.map(\.title).contains("posture by the judge"))
        #expect(scenario.model.runs.shownMetric?.title == "consistency")
        for _ in scenario.model.runs.metrics { scenario.press(.character("m")) }
        #expect(scenario.model.runs.shownMetric?.title == "consistency")
    }

    @Test("tells the commands for a run in columns; Esc goes back to the list, then closes it")
    func commands() {
        var scenario = opened(width: 120)
        scenario.press(.enter)
        #expect(
            scenario.screen.contains(
                "control it        cxrl attach 20250101-101010-miniature-s7"))
        #expect(scenario.screen.contains("--from 20250101-101010-miniature-s7@EPOCH"))
        #expect(scenario.screen.contains("┌ Runs · 3 of 3"))
        scenario.press(.escape)
        #expect(scenario.model.overlay == .runs)
        scenario.press(.escape)
        #expect(scenario.model.overlay == nil)
    }
}
