import Configuration
import Images
import Testing
import Workbench

@testable import Interface
@testable import Terminal

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

    @Test("A click on a chart inspects its epoch there, and dragging goes on to others")
    func clicksOnChart() throws {
        var scenario = Scenario.trained(epochs: 6, width: 200, height: 60)
        scenario.press(.down)
        let last = try #require(
            (0..<130).last {
                CurvesPane.epoch(at: Point($0, 10), in: scenario.model)?.epoch == 6
            })
        let first = try #require(
            (0..<130).first {
                CurvesPane.epoch(at: Point($0, 10), in: scenario.model)?.epoch == 1
            })
        #expect(first < last)
        scenario.press(.mouse(MouseEvent(.press, at: Point(first, 10))))
        #expect(scenario.model.curves.inspected == 1)
        #expect(scenario.model.chosenCurve.id == "total")
        scenario.press(.mouse(MouseEvent(.drag, at: Point(first + 5, 10))))
        let epoch = CurvesPane.epoch(at: Point(first + 5, 10), in: scenario.model)?.epoch
        #expect(scenario.model.curves.inspected == epoch)
        scenario.press(.mouse(MouseEvent(.press, at: Point(3, 58))))
        #expect(scenario.model.curves.inspected == epoch)
    }

    @Test("Numbers that are not finite are shown as what they are")
    func notFinite() {
        let scenario = Scenario.trained(epochs: 3)
        #expect(scenario.screen.contains("KL NaN"))
    }

    @Test("Rewards are drawn against the anchor, with the values of both beside it")
    func relative() {
        var scenario = Scenario.trained(epochs: 6)
        #expect(scenario.screen.contains("total Δ +0.240 SD policy −5.76 anchor −6.00"))
        scenario.press(.left, .left)
        #expect(scenario.screen.contains("total Δ +0.160 SD"))
        scenario.press(.down)
        #expect(scenario.screen.contains("posture Δ +0.040 policy −0.310 anchor −0.350"))
        #expect(scenario.model.curveSubjects[0].isRelative)
        scenario.send(.resize(Size(width: 60, height: 16)))
        #expect(scenario.screen.contains("│ posture Δ +0.040  "))
    }

    @Test("All rewards lie over each other in standard deviations from the anchor, or as they are")
    func overlay() {
        var scenario = Scenario.trained(epochs: 6, width: 100, height: 30)
        scenario.press(.down, .down, .down, .down, .character("z"))
        #expect(scenario.model.chosenCurve.title == "rewards Δ anchor")
        #expect(
            scenario.screen.contains(
                "Δ anchor, SD  P posture +1.20  D diagnosis +0.600  C consistency 0"))
        scenario.press(.character("u"))
        #expect(
            scenario.screen.contains(
                "Δ anchor  P posture +0.060  D diagnosis +0.060  C consistency 0"))
        scenario.press(.up, .character("u"))
        #expect(scenario.screen.contains("Only the chart of all rewards has two units"))
    }

    @Test("The zoomed chart of all rewards has their numbers below it")
    func table() {
        var scenario = Scenario.trained(epochs: 6, width: 100, height: 30)
        scenario.press(.down, .down, .down, .down, .character("z"))
        for column in RewardTable.columns { #expect(scenario.screen.contains(column.title)) }
        let line = scenario.screen.split(separator: "\n").first { $0.contains("P posture  ") }
        let cells = line?.split(separator: " ").dropFirst(3).prefix(7).map(String.init)
        // numpy: std(arange(1, 7) / 100, ddof=1) = 0.0187
        #expect(
            cells == ["−0.290", "+0.060", "−0.315", "0.019", "−0.290", "6", "+1.00"])
    }

    @Test("On a small screen the table leaves columns out whole, or gives way to the chart")
    func smallTable() {
        var scenario = Scenario.trained(epochs: 6, width: 60, height: 24)
        scenario.press(.down, .down, .down, .down, .character("z"))
        #expect(scenario.screen.contains("last  Δ anchor  mean of 10         │"))
        scenario.send(.resize(Size(width: 60, height: 16)))
        #expect(!scenario.screen.contains("mean of 10"))
        #expect(scenario.screen.contains("└──────────"))
    }

    @Test("A reward that does not count yet takes no unit from the others")
    func uncounted() {
        var scenario = Scenario.trained(epochs: 6, width: 100, height: 30)
        scenario.model.run?.rewards.append(.judgement(weight: 1))
        scenario.press(.down, .down, .down, .down, .down, .character("z"))
        #expect(scenario.model.chosenCurve.id == CurveSubject.overlayID)
        #expect(scenario.screen.contains("Δ anchor, SD  P posture +1.20"))
    }

    @Test("n and N go round the lines of the log that a filter shows, and the settings")
    func logMatches() {
        var scenario = Scenario.trained()
        for number in 1...5 {
            scenario.send(
                .event(
                    .message(
                        LogLine(
                            level: .info, text: number == 3 ? "other" : "line \(number)",
                            time: Double(number)))))
        }
        scenario.press(.character("5"), .character("/"))
        scenario.type("line")
        scenario.press(.enter)
        let shown = scenario.model.log.shown.map(\.text)
        #expect(shown == ["line 1", "line 2", "line 4", "line 5"])
        var seen: [String] = []
        for key in "nnNNN" {
            scenario.press(.character(key))
            seen.append(shown[shown.count - 1 - scenario.model.log.fromEnd])
        }
        #expect(seen == ["line 1", "line 2", "line 1", "line 5", "line 4"])
        scenario.send(.settings(.success(Configuration())))
        scenario.press(.character(","), .character("/"))
        scenario.type("advantage")
        scenario.press(.enter, .character("N"))
        #expect(scenario.model.runSettings.chosen == scenario.model.runSettings.shown.count - 1)
        scenario.press(.character("n"))
        #expect(scenario.model.runSettings.chosen == 0)
    }

    @Test("A reward's correlation with the total is that within prompts")
    func correlates() throws {
        var samples = [SampleRecord].example(epoch: 5)
        for index in samples.indices { samples[index].total += Double(samples[index].promptID) }
        let summary = { RewardSummary(reward: $0, samples: samples).correlationWithTotal }
        #expect(abs(try #require(summary("posture")).value - 1) < 1e-9)
        #expect(abs(try #require(summary("diagnosis")).value + 1) < 1e-9)
        #expect(summary("consistency") == nil)
        // numpy: corrcoef([1, 2, 3, 5], [2, 1, 4, 5])
        let pairs = [(1.0, 2.0), (2, 1), (3, 4), (.nan, 1), (5, 5)]
        let value = try #require(Correlation(pairs.map { (one: $0.0, other: $0.1) })).value
        #expect(abs(value - 0.8552) < 1e-4)
    }

    @Test("n and N go round the lines that a filter shows")
    func matches() {
        var scenario = Scenario.trained()
        scenario.press(.character("2"), .character("n"))
        #expect(scenario.screen.contains("There is no filter"))
        scenario.press(.character("/"))
        scenario.type("a")
        scenario.press(.enter)
        let rows = scenario.model.promptRows
        let chosen = { (scenario: Scenario) -> Int? in
            guard case .prompt(let row)? = scenario.model.chosenRewardsLine else { return nil }
            return rows.firstIndex(of: row)
        }
        scenario.press(.character("n"))
        #expect(chosen(scenario) == 0)
        scenario.press(.character("N"))
        #expect(chosen(scenario) == rows.count - 1)
        scenario.press(.character("n"))
        #expect(chosen(scenario) == 0)
    }

    @Test("The KL to the anchor has a chart where it is measured, and none where it is not")
    func anchorKL() {
        var scenario = Scenario.trained(epochs: 1, width: 200, height: 60)
        #expect(!scenario.model.curveSubjects.map(\.title).contains("KL to the anchor"))
        var report = EpochReport.example(epoch: 2)
        report.metrics["policy/kl_anchor"] = 0.025
        scenario.send(.event(.epochFinished(report)))
        #expect(scenario.screen.contains("KL to the anchor 0.025 nats"))
    }

    @Test("Without the anchor's total the total is drawn as it is")
    func absolute() {
        var scenario = Scenario.trained(epochs: 0)
        scenario.send(
            .event(
                .epochFinished(
                    EpochReport(epoch: 1, metrics: ["reward/total/mean": -5.5], elapsed: 9))))
        #expect(scenario.screen.contains("total −5.50 SD"))
        #expect(!scenario.model.curveSubjects[0].isRelative)
    }

    @Test("A single judge's chart says that it is a judge's")
    func judge() {
        var scenario = Scenario.trained(epochs: 1, width: 200, height: 60)
        var report = EpochReport.example(epoch: 2)
        report.metrics["judge/posture"] = -0.25
        scenario.send(.event(.epochFinished(report)))
        #expect(scenario.screen.contains("judges  P posture −0.250"))
    }

    @Test("Judges that are asked every so many epochs keep their chart, and it stays chosen")
    func rareJudge() {
        var scenario = Scenario.trained(epochs: 1)
        var report = EpochReport.example(epoch: 2)
        report.metrics["judge/posture"] = -0.25
        scenario.send(.event(.epochFinished(report)))
        scenario.press(.up)
        #expect(scenario.model.chosenCurve.id == "judges")
        for epoch in 3...12 { scenario.finish(epoch: epoch) }
        #expect(scenario.model.chosenCurve.id == "judges")
        #expect(scenario.screen.contains("P −0.25  epoch 2"), "\(scenario.screen)")
        report = EpochReport.example(epoch: 13)
        report.metrics["policy/kl_anchor"] = 0.025
        scenario.send(.event(.epochFinished(report)))
        #expect(scenario.model.chosenCurve.id == "judges")
        scenario.send(.event(.rolledBack(epoch: 1)))
        #expect(!scenario.model.curveSubjects.map(\.id).contains("judges"))
    }

    @Test("What the engine is doing is named in full")
    func activity() {
        var scenario = Scenario.trained()
        var snapshot = scenario.model.snapshot
        snapshot.activity = .makingAnchorBank
        scenario.send(.snapshot(snapshot))
        #expect(scenario.screen.contains("making anchor bank 11/20"))
    }

    @Test(
        "A table of prompts leaves each text 24 columns, or gives it a line of its own",
        arguments: [20, 30, 40, 44, 58, 60, 76, 96, 116, 196])
    func table(width: Int) throws {
        let rewards = RunDescription.example.rewards
        let layout = PromptTableLayout(rewards: rewards, width: width)
        let prompt = try #require(layout.places.last)
        #expect(prompt.column == .prompt)
        #expect(prompt.width >= (layout.lines == 2 ? width - 2 : 24))
        #expect(prompt.x + prompt.width == width)
        let numbers = layout.places.dropLast()
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0.x + $0.width < $1.x })
        if width >= 76 { #expect(layout.lines == 1) }
        if width >= 44 { #expect(numbers.allSatisfy { $0.x + $0.width <= width }) }
    }

    @Test("Every glyph of every pane has a stand-in of seven bits")
    func standIns() {
        var scenario = Scenario.trained(width: 120, height: 40)
        for pane in Pane.allCases {
            scenario.press(.character(Character("\(pane.rawValue)")))
            scenario.answerTrajectories()
            let missing = Set(
                scenario.screen.unicodeScalars.filter {
                    !$0.isASCII && GlyphFallback.ascii($0) == "?"
                        && !$0.properties.isDiacritic
                })
            #expect(missing.isEmpty, "\(pane.title): \(missing)")
        }
    }

    @Test("A run that has had epochs is not called one without them when nothing is sampled")
    func nothingInTheMaking() {
        var scenario = Scenario.trained(width: 100)
        var snapshot = scenario.model.snapshot
        snapshot.rollout = nil
        scenario.send(.snapshot(snapshot))
        scenario.send(.event(.phaseChanged(.complete)))
        #expect(scenario.screen.contains("No picture is in the making."))
        #expect(!scenario.screen.contains("no epochs"))
    }

    @Test("The seconds of an epoch's parts are whole, the longest ones where there is little room")
    func timings() {
        var scenario = Scenario.trained()
        var snapshot = scenario.model.snapshot
        snapshot.timings = [
            "time/epoch": 46, "time/sampling": 7, "time/decoding": 4, "time/scoring": 1.2,
            "time/updating": 33,
        ]
        scenario.send(.snapshot(snapshot))
        let texts = [60, 36, 28, 20].map { NowBox.timings(scenario.model, width: $0) }
        #expect(
            texts == [
                "epoch 46 s: sample 7 decode 4 score 1.2 update 33",
                "46 s: sample 7 decode 4 update 33", "46 s: sample 7 update 33",
                "46 s: update 33",
            ])
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

    @Test("A prompt that is chosen stays chosen when an epoch without it comes, until Esc")
    func heldRow() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.character("2"), .end, .up)
        let chosen = scenario.model.chosenRewardsLine
        let samples = [SampleRecord].example(epoch: 7).filter { $0.promptID == 2 }
        scenario.send(.event(.samplesScored(epoch: 7, samples: samples)))
        #expect(scenario.model.chosenRewardsLine == chosen)
        #expect(scenario.screen.contains("epoch 6, Esc follows"))
        scenario.press(.escape)
        #expect(scenario.model.shownRewardsEpoch == 7)
        #expect(scenario.model.rewards.cursor == 2)
        scenario.press(.down, .enter)
        #expect(scenario.model.shownSample?.promptID == 2)
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

    @Test("A line of the log that is held stays when others come")
    func heldLine() {
        var scenario = Scenario.trained()
        func say(_ level: Interface.LogLine.Level, _ text: String) {
            scenario.send(
                .event(
                    .message(Interface.LogLine(level: level, text: text, time: Scenario.start))))
        }
        for number in 1...3 { say(.info, "line \(number)") }
        scenario.press(.character("5"), .up)
        for level in [Interface.LogLine.Level.info, .debug, .warning] { say(level, "other") }
        scenario.press(.enter)
        #expect(scenario.screen.contains("│ line 2"))
        scenario.press(.escape, .character("G"))
        say(.info, "newest")
        scenario.press(.enter)
        #expect(scenario.screen.contains("│ newest"))
    }

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
