import Configuration
import Engine
import Images
import Runs
import Testing
import Workbench

@Suite(.serialized) struct JudgedRunTests {
    @Test("Samples name the anchor's kept picture, and a choice between both is kept and published")
    func judged() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        try await engine.perform(.start)
        var made: PairJudgement?
        let all = try await events(of: engine, until: EngineTraining.isEnd) { event in
            guard case .samplesScored(1, let samples) = event, let sample = samples.last,
                let own = sample.picture, let other = sample.anchorPicture
            else { return }
            let judgement = PairJudgement(
                id: 5, promptID: sample.promptID, prompt: sample.prompt,
                left: JudgedPicture(
                    source: .policy(epoch: 1, index: sample.index), path: own,
                    scores: sample.scores),
                right: JudgedPicture(
                    source: .anchor, path: other, scores: sample.anchorPictureScores),
                choice: .right)
            made = judgement
            try await engine.perform(.judge(judgement))
            await #expect(throws: CommandRefusal.self) {
                try await engine.perform(.judge(judgement))
            }
        }
        let folder = try EngineTraining.folder(all)
        let kept = try #require(try RunReader(folder).history.judgements().first)
        #expect(kept.left.scores == made?.left.scores)
        #expect(kept.right.scores.keys.sorted() == ["diagnosis", "posture", "total"])
        #expect(all.contains(.judged(kept)))
        let pictures = try [kept.left, kept.right, made?.right].map {
            try GreyPicture(contentsOf: folder.absolute($0?.path ?? ""))
        }
        #expect(pictures[1] == pictures[2] && pictures[0] != pictures[1])
    }

    @Test("The judgement reward waits for ten choices, then counts from the next epoch on")
    func judgementReward() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(
            run.options {
                $0.rlcf.epochs = 4
                $0.rewards.judgement.weight = 1
            })
        try await engine.perform(.start)
        let all = try await events(of: engine, until: EngineTraining.isEnd) { event in
            switch event {
            case .samplesScored(1, let samples):
                for (id, sample) in (samples + samples).enumerated().prefix(10) {
                    try await engine.perform(.judge(Self.judgement(id, sample)))
                }
            case .checkpointSaved(let saved) where saved.epoch == 3:
                try await engine.perform(.stop)
            default: break
            }
        }
        let texts = all.compactMap { event in
            if case .message(let message) = event { message.text } else { nil }
        }
        #expect(texts.contains { $0.contains("inactive: 0 of the 10 choices") })
        #expect(texts.contains { $0.contains("is fitted to 10 choices") })
        let metrics = EngineTraining.metrics(all)
        #expect(metrics[1]?["reward/judgement/mean"] == nil)
        for epoch in 2...3 {
            #expect(metrics[epoch]?["reward/judgement/mean"]?.isFinite == true)
            #expect(metrics[epoch]?["reward/judgement/win_rate"]?.isFinite == true)
        }
        guard case .runOpened(let description)? = all.first else {
            Issue.record("the run was not opened")
            return
        }
        #expect(description.rewards.map(\.name) == ["posture", "diagnosis", "judgement"])
        // the choices alone bring it back
        let resumed = try await EngineTraining.train(
            run.options(.resumed(EngineTraining.folder(all))) {
                $0.rlcf.epochs = 4
                $0.rewards.judgement.weight = 1
            })
        #expect(EngineTraining.metrics(resumed)[4]?["reward/judgement/mean"]?.isFinite == true)
    }

    /// The policy's picture is better where its index is even.
    private static func judgement(_ id: Int, _ sample: SampleRecord) -> PairJudgement {
        PairJudgement(
            id: id, promptID: sample.promptID, prompt: sample.prompt,
            left: JudgedPicture(
                source: .policy(epoch: sample.epoch, index: sample.index),
                path: sample.picture ?? "", scores: sample.scores),
            right: JudgedPicture(
                source: .anchor, path: sample.anchorPicture ?? "",
                scores: sample.anchorPictureScores),
            choice: sample.index.isMultiple(of: 2) ? .left : .right)
    }

    @Test("The judgement reward joins a run that goes on when it is given a weight")
    func judgementWeight() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.rlcf.epochs = 1 })
        try await engine.perform(.setRewardWeight(reward: "judgement", weight: 0.5))
        try await engine.perform(.start)
        let all = try await events(of: engine, until: EngineTraining.isEnd)
        #expect(all.contains(.rewardWeightChanged(reward: "judgement", weight: 0.5)))
        let history = try RunReader(EngineTraining.folder(all)).history
        #expect(try history.description()?.rewards.last == .judgement(weight: 0.5))
        #expect(EngineTraining.metrics(all)[1]?["reward/judgement/mean"] == nil)
    }
}
