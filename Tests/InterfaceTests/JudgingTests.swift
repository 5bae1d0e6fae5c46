import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct JudgingTests {
    /// A run whose samples have pictures, with the window open and both pictures read.
    private func opened(
        epochs: Int = 3, width: Int = 100, height: Int = 30,
        settings: Model.Settings = Model.Settings()
    ) -> Scenario {
        var scenario = Scenario.trained(
            epochs: epochs, width: width, height: height, settings: settings)
        for epoch in epochs > 0 ? Array(1...epochs) : [] {
            scenario.send(.event(.samplesScored(epoch: epoch, samples: .judged(epoch: epoch))))
        }
        scenario.press(.character("A"))
        scenario.answerPictures()
        return scenario
    }

    private func judged(_ effects: [Effect]) -> PairJudgement? {
        for case .perform(.judge(let judgement)) in effects { return judgement }
        return nil
    }

    @Test("A asks for a pair of one prompt and hides who made which picture")
    func hides() throws {
        var scenario = Scenario.trained(epochs: 2, width: 100, height: 30)
        scenario.send(.event(.samplesScored(epoch: 2, samples: .judged(epoch: 2))))
        scenario.press(.character("A"))
        let pair = try #require(scenario.model.judging.pair)
        #expect(
            scenario.effects.filter { if case .loadPicture = $0 { true } else { false } }
                == [pair.left, pair.right].map {
                    .loadPicture(run: RunDescription.example.folder, path: $0.path)
                })
        #expect(scenario.screen.contains("being read"))
        scenario.press(.character("1"))
        #expect(judged(scenario.effects) == nil)
        #expect(scenario.screen.contains("The pictures are not read yet"))
        scenario.answerPictures()
        let screen = scenario.screen
        #expect(screen.contains("“\(pair.prompt)”"))
        #expect(screen.contains("1 left") && screen.contains("2 right"))
        #expect(!screen.contains("epoch 2 "))
        #expect(!screen.contains("agrees"))
    }

    @Test("A choice is kept once, and shows who made which picture and what the rewards prefer")
    func chooses() throws {
        var scenario = opened()
        let pair = try #require(scenario.model.judging.pair)
        scenario.press(.character("2"))
        let judgement = try #require(judged(scenario.takeEffects()))
        #expect(judgement.choice == .right)
        #expect(judgement.left == pair.left && judgement.right == pair.right)
        let screen = scenario.screen
        #expect(screen.contains("right is better"))
        #expect(screen.contains("1 judged"))
        #expect(screen.contains("policy epoch 3"))
        // posture finds the policy's picture better, diagnosis the anchor's
        let isPolicyRight = pair.right.source != .anchor
        #expect(screen.contains(isPolicyRight ? "right =   100 %" : "left  ≠     0 %"))
        #expect(screen.contains(isPolicyRight ? "1 of 1" : "0 of 1"))
        scenario.press(.character("1"))
        #expect(judged(scenario.takeEffects()) == nil)
        #expect(scenario.screen.contains("This pair is judged"))
        // the engine's word replaces this session's own
        var kept = judgement
        kept.left.path = "judgements/\(judgement.id)-left.png"
        scenario.send(.event(.judged(kept)))
        #expect(scenario.model.history.judgements == [kept])
    }

    @Test("Agreement counts pairs with a preference; no difference is kept and not counted")
    func neither() throws {
        var scenario = opened()
        scenario.press(.character("3"))
        #expect(judged(scenario.takeEffects())?.choice == .neither)
        #expect(scenario.screen.contains("no difference"))
        #expect(!scenario.screen.contains("100 %") && !scenario.screen.contains(" 0 %"))
    }

    @Test("Prompts take turns, no pair comes twice, and both sides occur")
    func draws() throws {
        var scenario = opened()
        var seen: Set<JudgedPair.Key> = []
        var prompts: [String] = []
        var leftAnchors = 0
        while let pair = scenario.model.judging.pair {
            #expect(seen.insert(pair.key).inserted)
            #expect([pair.left.source, pair.right.source].contains(.anchor))
            prompts.append(pair.prompt)
            if pair.left.source == .anchor { leftAnchors += 1 }
            scenario.answerPictures()
            scenario.press(.character("1"), .enter)
        }
        // three epochs of six samples
        #expect(seen.count == 18)
        for turn in 0..<6 { #expect(Set(prompts[turn * 3..<turn * 3 + 3]).count == 3) }
        #expect((4...14).contains(leftAnchors))
        #expect(scenario.screen.contains("All pairs are judged or skipped"))
        scenario.send(.event(.samplesScored(epoch: 4, samples: .judged(epoch: 4))))
        #expect(scenario.model.judging.pair != nil)
    }

    @Test("A pair that is skipped is not kept and does not come again")
    func skips() throws {
        var scenario = opened(epochs: 1)
        let first = try #require(scenario.model.judging.pair)
        scenario.press(.character("n"))
        #expect(scenario.model.judging.pair?.key != first.key)
        #expect(judged(scenario.takeEffects()) == nil)
        for _ in 0..<5 { scenario.press(.character("n")) }
        #expect(scenario.model.judging.pair == nil)
    }

    @Test("u takes the last choices of the session back, one by one, and shows their pairs again")
    func undoes() throws {
        var scenario = opened()
        let first = try #require(scenario.model.judging.pair)
        scenario.press(.character("u"))
        #expect(scenario.screen.contains("No choice of this session is left to take back"))
        scenario.press(.character("1"))
        let judgement = try #require(judged(scenario.takeEffects()))
        scenario.press(.enter)
        scenario.answerPictures()
        scenario.press(.character("2"))
        let second = try #require(judged(scenario.takeEffects()))
        #expect(second.id > judgement.id)
        scenario.press(.character("u"))
        #expect(scenario.takeEffects() == [.perform(.withdrawJudgement(second.id))])
        scenario.press(.character("u"))
        #expect(scenario.takeEffects().contains(.perform(.withdrawJudgement(judgement.id))))
        #expect(scenario.model.judging.pair == first)
        #expect(scenario.model.history.judgements.isEmpty)
        scenario.press(.character("2"))
        #expect(judged(scenario.takeEffects())?.choice == .right)
    }

    @Test("A choice that is refused is not counted, and the pair can be judged again")
    func refused() throws {
        var scenario = opened()
        scenario.press(.character("1"))
        let judgement = try #require(judged(scenario.takeEffects()))
        scenario.send(.refused(.judge(judgement), reason: "The disk is full."))
        #expect(scenario.model.history.judgements.isEmpty)
        #expect(scenario.screen.contains("The disk is full."))
        scenario.press(.character("1"))
        #expect(judged(scenario.takeEffects()) != nil)
    }

    @Test("o compares the policy's newest pictures with those of its first epoch")
    func earlier() throws {
        var scenario = opened()
        scenario.press(.character("o"))
        scenario.answerPictures()
        let pair = try #require(scenario.model.judging.pair)
        let epochs = [pair.left, pair.right].compactMap { picture in
            if case .policy(let epoch, _) = picture.source { epoch } else { nil }
        }
        #expect(epochs.sorted() == [1, 3])
        scenario.press(.character("1"))
        #expect(scenario.screen.contains("policy epoch 1"))
        #expect(!scenario.screen.contains("policy over anchor"))
    }

    @Test("What was judged before is counted and not shown again")
    func past() throws {
        var scenario = opened(epochs: 1)
        let pair = try #require(scenario.model.judging.pair)
        var history = History()
        history.add(pair.judgement(.left, id: 4))
        scenario.send(.history(.success(history)))
        scenario.send(.event(.judgementWithdrawn(4)))
        #expect(scenario.screen.contains("0 judged"))
        scenario.send(.event(.judged(pair.judgement(.left, id: 4))))
        #expect(scenario.screen.contains("1 judged"))
        scenario.press(.escape)
        var fresh = opened(epochs: 1)
        for choice in fresh.model.history.samples[1] ?? [] where choice.promptID != 0 {
            fresh.model.history.add(
                PairJudgement(
                    id: choice.index, promptID: choice.promptID, prompt: choice.prompt,
                    left: JudgedPicture(source: .anchor, path: "", scores: [:]),
                    right: JudgedPicture(
                        source: .policy(epoch: 1, index: choice.index), path: "", scores: [:]),
                    choice: .left))
        }
        fresh.press(.character("n"))
        #expect(fresh.model.judging.pair?.promptID == 0)
    }

    @Test("A run of another process can be judged when nothing trains it, and says so before")
    func watching() throws {
        var settings = Model.Settings()
        settings.isWatching = true
        var scenario = opened(settings: settings)
        #expect(scenario.screen.contains("cxrl attach"))
        scenario.press(.character("1"))
        #expect(judged(scenario.takeEffects()) == nil)
        scenario.send(.event(.phaseChanged(.complete)))
        scenario.press(.character("1"))
        #expect(judged(scenario.takeEffects()) != nil)
    }

    @Test("Without pairs the window says why")
    func empty() {
        var waiting = Scenario.trained(epochs: 0)
        waiting.press(.character("A"))
        #expect(waiting.screen.contains("Waiting for the first epoch"))
        var without = Scenario.trained()
        without.press(.character("A"))
        #expect(without.screen.contains("No picture of the run is kept"))
        var old = Scenario.trained(epochs: 1)
        old.send(
            .event(
                .samplesScored(
                    epoch: 1,
                    samples: [SampleRecord].judged(epoch: 1).map { sample in
                        var sample = sample
                        sample.anchorPicture = nil
                        return sample
                    })))
        old.press(.character("A"))
        #expect(old.screen.contains("No picture of the anchor is kept"))
        old.press(.character("o"))
        #expect(old.screen.contains("No prompt has pictures of two epochs yet"))
    }

    @Test("A pair of an epoch that is undone goes")
    func undone() throws {
        var scenario = opened(epochs: 2)
        scenario.send(.event(.rolledBack(epoch: 1)))
        let pair = try #require(scenario.model.judging.pair)
        #expect(
            [pair.left, pair.right].allSatisfy { picture in
                if case .policy(let epoch, _) = picture.source { epoch == 1 } else { true }
            })
    }

    @Test("Esc, q and A close it, ? explains its keys and comes back, :judge opens it")
    func keys() {
        var scenario = opened()
        for key in [Key.escape, .character("q"), .character("A")] {
            scenario.press(key)
            #expect(scenario.model.overlay == nil)
            scenario.press(.character("A"))
        }
        scenario.press(.character("?"))
        #expect(scenario.screen.contains("the left picture is better"))
        scenario.press(.escape)
        #expect(scenario.model.overlay == .judging)
        scenario.press(.escape, .character(":"))
        scenario.type("judge")
        scenario.press(.enter)
        #expect(scenario.model.overlay == .judging)
        scenario.press(.character("b"))
        #expect(scenario.screen.contains("W 255 L"))
        scenario.press(.character("P"))
        #expect(scenario.effects.contains(.perform(.pause)))
    }

    @Test(
        "It looks as it was kept, before and after a choice, at every size",
        arguments: ScreenTests.sizes)
    func screens(size: Size) throws {
        var scenario = opened(width: size.width, height: size.height)
        try ScreenFile.expect(
            scenario.screen, matches: "judging-\(size.width)x\(size.height)")
        for key in ["1", "2", "3", "2", "1"] as [Character] {
            scenario.press(.character(key), .enter)
            scenario.answerPictures()
        }
        scenario.press(.character("1"))
        try ScreenFile.expect(
            scenario.screen, matches: "judged-\(size.width)x\(size.height)")
    }
}

extension [SampleRecord] {
    /// With pictures of both.
    fileprivate static func judged(epoch: Int) -> [SampleRecord] {
        example(epoch: epoch).map { sample in
            var sample = sample
            sample.picture = "samples/\(epoch)-\(sample.index).png"
            sample.anchorPicture = "samples/anchor-\(sample.promptID).png"
            sample.anchorPictureScores = [
                "posture": -0.36, "diagnosis": 0.64, "consistency": 0.31, "total": -6.5,
            ]
            return sample
        }
    }
}

extension Scenario {
    /// Gives the window the pictures that it has asked for.
    fileprivate mutating func answerPictures() {
        for effect in takeEffects() {
            guard case .loadPicture(_, let path) = effect else { continue }
            send(
                .picture(path: path, .success(.disc(shade: path.contains("anchor") ? 100 : 180))))
        }
    }
}
