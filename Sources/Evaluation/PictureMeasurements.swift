internal import Tensors

/// Everything that panels say of one model's pictures, sample by sample.
public struct PictureMeasurements {
    /// Of every sample, in the order of the panel's scorers.
    typealias Scores = [(name: String, values: [Double])]

    struct OfPanel {
        let scores: Scores
        /// By finding.
        let probabilities: [String: [Double]]
        /// [N, D].
        let features: Tensor?
    }

    let panels: [OfPanel]
    /// Of each prompt; nil where pictures cannot be compared in pairs.
    let similarities: [Double]?

    /// The scores of the samples, by `reward/posture` or `judge/posture`, in a fixed order.
    public let columns: [(key: String, values: [Double])]

    init(panels: [(role: Panel.Role, measured: OfPanel)], similarities: [Double]?) {
        self.panels = panels.map(\.measured)
        self.similarities = similarities
        columns = panels.flatMap { role, measured in
            measured.scores.map { ("\(role.rawValue)/\($0.name)", $0.values) }
        }
    }
}
