import Images
import Testing

@testable import Workbench

@Suite("Alarms") struct AlarmTests {
    private static let film = PictureMeasures(
        contrast: 0.22, detail: 0.017, white: 0.01, black: 0.02)
    private static let whiteOut = PictureMeasures(
        contrast: 0.2, detail: 0.009, white: 0.4, black: 0.02)
    private static let haze = PictureMeasures(
        contrast: 0.05, detail: 0.003, white: 0.03, black: 0)

    private func evidence(
        _ epoch: Int, _ metrics: [String: Double] = [:], prompts: [EpochEvidence.Prompt] = []
    ) -> EpochEvidence {
        EpochEvidence(
            report: EpochReport(epoch: epoch, metrics: metrics, elapsed: 0),
            weights: ["diagnosis": 1, "posture": 0], prompts: prompts)
    }

    private func prompt(
        _ broken: PictureMeasures, count: Int, anchor: PictureMeasures? = film
    ) -> EpochEvidence.Prompt {
        EpochEvidence.Prompt(
            text: "AP. Edema.",
            policy: [PictureMeasures](repeating: broken, count: count)
                + [PictureMeasures](repeating: Self.film, count: 4 - count),
            anchor: anchor, gains: ["diagnosis": 1.75, "posture": -0.5])
    }

    /// A number that jumps about without going anywhere.
    private func noise(_ epoch: Int) -> Double { [0.01, -0.02, 0.015, -0.005][epoch % 4] }

    @Test("Pictures that go white name the prompt, the numbers and the reward that has risen")
    func white() throws {
        var watch = AlarmWatch()
        #expect(watch.add(evidence(1, prompts: [prompt(Self.whiteOut, count: 1)])).isEmpty)
        let raised = watch.add(evidence(2, prompts: [prompt(Self.whiteOut, count: 3)]))
        let alarm = try #require(raised.first)
        #expect(alarm.kind == .picturesGone)
        #expect(alarm.level == .alarm)
        #expect(alarm.since == 2)
        #expect(alarm.reward == "diagnosis")
        #expect(
            alarm.seen
                == "3 of 4 pictures of “AP. Edema.” have gone white (40 % of the pixels, the "
                + "anchor's 1 %).")
        #expect(alarm.cause.contains("diagnosis lies 1.8 deviations above the anchor's"))
    }

    @Test(
        "Pictures that lose their structure or go black are named so, with and without an anchor",
        arguments: [
            (haze, "have lost their structure"),
            (PictureMeasures(contrast: 0.01, detail: 0, white: 0, black: 0.95), "gone black"),
        ])
    func flat(measures: PictureMeasures, words: String) throws {
        for anchor in [Self.film, nil] {
            var watch = AlarmWatch()
            let raised = watch.add(
                evidence(1, prompts: [prompt(measures, count: 4, anchor: anchor)]))
            #expect(try #require(raised.first).seen.contains(words))
        }
    }

    @Test("An alarm is raised once, keeps its beginning, and ends after three calm epochs")
    func course() {
        var watch = AlarmWatch()
        let (broken, whole) = (prompt(Self.haze, count: 4), prompt(Self.haze, count: 0))
        #expect(watch.add(evidence(1, prompts: [broken])).count == 1)
        #expect(watch.add(evidence(2, prompts: [broken])).isEmpty)
        #expect(watch.alarms.first?.since == 1)
        for epoch in 3...4 { _ = watch.add(evidence(epoch, prompts: [whole])) }
        #expect(watch.alarms.count == 1)
        // epochs that do not draw the prompt tell nothing of it
        for epoch in 5...9 { _ = watch.add(evidence(epoch)) }
        #expect(watch.alarms.count == 1)
        _ = watch.add(evidence(10, prompts: [whole]))
        #expect(watch.alarms.isEmpty)
    }

    @Test(
        "A reward that stands still is told why",
        arguments: [
            (["reward/diagnosis/std": 0.0], "gives all pictures the same number"),
            (["policy/clip_fraction": 0.93], "93 % of the steps are clipped"),
            (["policy/ratio_max": 1.0], "The ratio stays at 1"),
            (["policy/ratio_max": 1.01], "do not add up"),
        ])
    func still(metrics: [String: Double], words: String) throws {
        var watch = AlarmWatch()
        var raised: [Alarm] = []
        for epoch in 1...20 {
            let own = [
                "reward/diagnosis/mean": 0.6 + noise(epoch), "anchor/diagnosis/mean": 0.6,
                "reward/posture/mean": 0.1, "anchor/posture/mean": 0.1,
            ]
            raised += watch.add(evidence(epoch, own.merging(metrics) { $1 }))
            #expect(epoch == 20 || raised.isEmpty)
        }
        let alarm = try #require(raised.first)
        #expect(raised.count == 1)
        #expect(alarm.kind == .rewardStill)
        #expect(alarm.level == .warning)
        #expect(alarm.subject == "diagnosis")
        #expect(alarm.cause.contains(words))
    }

    @Test("A reward that came to stand above the anchor at once has moved")
    func stands() {
        var watch = AlarmWatch()
        for epoch in 1...30 {
            let raised = watch.add(
                evidence(
                    epoch,
                    [
                        "reward/diagnosis/mean": 0.65 + noise(epoch),
                        "anchor/diagnosis/mean": 0.6,
                    ]))
            #expect(raised.isEmpty)
        }
    }

    @Test("One that stands above the anchor and falls is told all the same")
    func falls() {
        var watch = AlarmWatch()
        var raised: [Alarm] = []
        for epoch in 1...30 {
            raised += watch.add(
                evidence(
                    epoch,
                    [
                        "reward/diagnosis/mean": 0.9 - 0.007 * Double(epoch) + noise(epoch),
                        "anchor/diagnosis/mean": 0.6,
                    ]))
        }
        #expect(raised.map(\.kind) == [.rewardStill])
        #expect(raised.first?.seen.hasSuffix("epochs, more than epochs differ.") == true)
    }

    @Test("A reward that rises raises nothing, unless its judge falls")
    func judges() throws {
        var calm = AlarmWatch()
        var hacked = AlarmWatch()
        var raised: [Alarm] = []
        for epoch in 1...25 {
            let gain = Double(epoch) / 100
            var metrics = [
                "reward/diagnosis/mean": 0.6 + gain + noise(epoch) / 10,
                "anchor/diagnosis/mean": 0.6, "judge/diagnosis": 0.6 + gain / 2 + noise(epoch),
            ]
            #expect(calm.add(evidence(epoch, metrics)).isEmpty)
            metrics["judge/diagnosis"] = 0.6 - gain + noise(epoch) / 10
            raised += hacked.add(evidence(epoch, metrics))
        }
        let alarm = try #require(raised.first)
        #expect(alarm.kind == .judgeParts)
        #expect(alarm.reward == "diagnosis")
        #expect(alarm.since == 8)
    }

    @Test("Pictures of a prompt that become alike raise an alarm")
    func diversity() {
        var watch = AlarmWatch()
        var kinds: [Alarm.Kind] = []
        for (index, value) in [0.1, 0.1, 0.1, 0.08, 0.04, 0.03, 0.02].enumerated() {
            kinds += watch.add(evidence(index + 1, ["image/diversity": value])).map(\.kind)
        }
        #expect(kinds == [.diversityLost])
    }

    @Test("Numbers that leave their range are named; those of an update that was not made are not")
    func numbers() {
        var watch = AlarmWatch()
        let without = ["policy/loss": Double.nan, "policy/ratio_max": .nan]
        #expect(watch.add(evidence(1, without)).isEmpty)
        let with = ["policy/loss": Double.nan, "policy/ratio_max": 1.5]
        #expect(watch.add(evidence(2, with)).map(\.subject) == ["policy/loss"])
        #expect(
            watch.add(evidence(3, ["reward/diagnosis/mean": .infinity])).map(\.subject)
                == ["reward/diagnosis/mean"])
    }

    @Test("A line is found again under noise, and its certainty grows with the numbers")
    func trend() {
        let few = Trend((0..<8).map { Double($0) * 0.5 + noise($0) })
        let many = Trend((0..<80).map { Double($0) * 0.5 + noise($0) })
        #expect(abs(few.change - 3.5) < 0.02)
        #expect(many.certainty > few.certainty * 10)
        #expect(Trend([1, 1, 1]).certainty == 0)
        #expect(Trend([1, 2]).certainty == 0)
        #expect(Trend([1, .nan, 3, 4]).change == 3)
    }
}
