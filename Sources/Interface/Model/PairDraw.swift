import Workbench

/// Draws a pair of pictures that the run has already and that nobody has judged.
///
/// Prompts take turns: the anchor has one kept picture of each, which would be recognised if it
/// came again at once. Newer epochs come first; the sample and the sides are drawn.
struct PairDraw {
    /// What the policy's newest pictures are compared with.
    enum Opponent: CaseIterable, Sendable {
        /// The anchor's kept picture of the prompt.
        case anchor
        /// The policy's pictures of the first epoch that had the prompt.
        case earlier
    }

    let history: History
    let opponent: Opponent
    /// Pairs that are not wanted again.
    let known: Set<JudgedPair.Key>

    private struct Candidates {
        let epoch: Int
        let pairs: [(one: SampleRecord, other: JudgedPicture)]
    }

    /// Nil where there is none.
    func pair(seed: UInt64) -> JudgedPair? {
        var generator = SplitMix64(seed: seed)
        let counts = Dictionary(grouping: known, by: \.prompt).mapValues(\.count)
        let candidates = byPrompt.mapValues(candidates).filter { !$0.value.pairs.isEmpty }
        let least = candidates.keys.map { counts[$0] ?? 0 }.min()
        let turn = candidates.filter { (counts[$0.key] ?? 0) == least }
        let newest = turn.values.map(\.epoch).max()
        let prompts = turn.filter { $0.value.epoch == newest }.sorted { $0.key < $1.key }
        guard
            let drawn = prompts.randomElement(using: &generator)?.value.pairs
                .randomElement(using: &generator), let own = drawn.one.policyPicture
        else { return nil }
        let isLeft = Bool.random(using: &generator)
        return JudgedPair(
            promptID: drawn.one.promptID, prompt: drawn.one.prompt,
            left: isLeft ? own : drawn.other, right: isLeft ? drawn.other : own)
    }

    /// Samples whose picture is kept, the newest epoch first.
    private var byPrompt: [String: [SampleRecord]] {
        let samples = history.sampledEpochs.reversed().flatMap { history.samples[$0] ?? [] }
        return Dictionary(grouping: samples.filter { $0.picture != nil }, by: \.prompt)
    }

    /// Of one prompt, from the newest epoch that has any.
    private func candidates(_ samples: [SampleRecord]) -> Candidates {
        for (epoch, pairs) in epochs(samples) {
            let unknown = pairs.filter { sample, other in
                guard let own = sample.policyPicture else { return false }
                return !known.contains(
                    JudgedPair.Key(prompt: sample.prompt, sources: [own.source, other.source]))
            }
            if !unknown.isEmpty { return Candidates(epoch: epoch, pairs: unknown) }
        }
        return Candidates(epoch: 0, pairs: [])
    }

    private func epochs(
        _ samples: [SampleRecord]
    ) -> [(epoch: Int, pairs: [(one: SampleRecord, other: JudgedPicture)])] {
        let byEpoch = Dictionary(grouping: samples, by: \.epoch).sorted { $0.key > $1.key }
        switch opponent {
        case .anchor:
            return byEpoch.map { epoch, samples in
                (
                    epoch,
                    samples.compactMap { sample in
                        sample.keptAnchorPicture.map { (sample, $0) }
                    }
                )
            }
        case .earlier:
            guard let newest = byEpoch.first, let oldest = byEpoch.last,
                newest.key > oldest.key
            else { return [] }
            let others = oldest.value.compactMap(\.policyPicture)
            return [(newest.key, newest.value.flatMap { sample in others.map { (sample, $0) } })]
        }
    }
}

extension SampleRecord {
    fileprivate var policyPicture: JudgedPicture? {
        picture.map { path in
            var scores = scores
            scores[JudgedPicture.total] = total
            return JudgedPicture(
                source: .policy(epoch: epoch, index: index), path: path, scores: scores)
        }
    }

    fileprivate var keptAnchorPicture: JudgedPicture? {
        anchorPicture.map {
            JudgedPicture(source: .anchor, path: $0, scores: anchorPictureScores)
        }
    }
}
