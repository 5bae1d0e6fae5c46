internal import Tensors

/// An epoch at work.
final class EpochWork {
    /// The states of all generators before the epoch's first draw.
    let generatorsBefore: [(key: String, tensor: Tensor)]
    let plan: EpochPlan
    /// Makes the anchor's images that are missing.
    let anchorGeneration: SampleGeneration?
    let generation: SampleGeneration
    /// Images of the anchor that are used in this epoch only, one for each sample.
    var freshAnchors: [AnchorImage] = []
    var outcomes: [SampleOutcome] = []
    var contrast = (policy: 0.0, anchor: 0.0)
    var advantages: Advantages?
    /// Absent until the rollout is judged, and where it teaches nothing.
    var update: PolicyUpdate?
    var seconds: [TrainerActivity: Double] = [:]

    init(
        generatorsBefore: [(key: String, tensor: Tensor)], plan: EpochPlan,
        anchorGeneration: SampleGeneration?, generation: SampleGeneration
    ) {
        self.generatorsBefore = generatorsBefore
        self.plan = plan
        self.anchorGeneration = anchorGeneration
        self.generation = generation
    }

    var activity: TrainerActivity {
        if let anchorGeneration, anchorGeneration.stage != .finished { return .anchoring }
        return switch generation.stage {
        case .sampling: .sampling
        case .decoding: .decoding
        case .scoring: .scoring
        case .finished: update?.isFinished == false ? .updating : .finishing
        }
    }

    func progress(of activity: TrainerActivity) -> (completed: Int, total: Int) {
        switch activity {
        case .anchoring: anchorGeneration?.progress ?? (0, 0)
        case .sampling, .decoding, .scoring: generation.progress
        case .updating: update?.progress ?? (0, 0)
        case .finishing: (1, 1)
        }
    }
}
