import Evaluation
import Images
import Rewards
import Tensors

/// All that an evaluation made.
struct EvaluationOutcome {
    /// The pictures of one model and what was measured on them.
    struct Branch {
        let name: String
        let isAnchor: Bool
        let pictures: Tensor
        let measurements: PictureMeasurements
    }

    let order: EvaluationOrder
    let prompts: [ScoredPrompt]
    let samples: [(row: Int, seed: UInt64)]
    /// The anchor first, where there is one.
    let branches: [Branch]
    let report: EvaluationReport
    let remarks: [String]

    var hasAnchor: Bool { order.anchor != nil }
}
