import Testing
import Workbench

@testable import Interface

@Suite struct SummaryTests {
    @Test("The summary says what was reached, where it is, and how to go on")
    func summary() {
        var settings = Model.Settings()
        settings.resumeCommand = "cxrl --resume --run"
        var scenario = Scenario.trained(epochs: 6, settings: settings)
        scenario.send(
            .event(
                .checkpointSaved(
                    CheckpointRecord(epoch: 6, path: "checkpoints/0006", size: 1_000_000))))
        scenario.send(.event(.phaseChanged(.stopped)))
        #expect(
            RunSummary.text(scenario.model, reason: .stopped) == """
                20250101-101010-miniature-s7: stopped and saved
                reached     epoch 6 of 90 in 2:00, total reward +0.24 against the anchor
                posture      −0.290  +0.021 against the anchor
                diagnosis     0.680  −0.021 against the anchor, win 25 %
                consistency   0.310  ±0.000 against the anchor, win 50 %
                run         /runs/20250101-101010-miniature-s7
                checkpoint  epoch 6, checkpoints/0006
                resume      cxrl --resume --run /runs/20250101-101010-miniature-s7
                """)
    }

    @Test("Durations and sizes are written as people say them")
    func texts() {
        #expect(DurationText.clock(451) == "7:31")
        #expect(DurationText.clock(4051) == "1:07:31")
        #expect(DurationText.about(1080) == "about 18 min")
        #expect(DurationText.about(7900) == "about 2 h 10 min")
        #expect(DurationText.about(3) == "about 10 s")
        #expect(ByteText.of(1_181_116_006) == "1.1 GiB")
        #expect(ByteText.of(640) == "640 B")
    }
}
