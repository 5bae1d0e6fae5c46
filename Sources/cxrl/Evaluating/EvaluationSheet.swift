import Evaluation
import Images
import RLCF
import Rewards
import Tensors

/// A contact sheet: for each prompt, the first picture of every branch from the same seed.
struct EvaluationSheet {
    private let outcome: EvaluationOutcome

    /// Prompts side by side.
    private static let columns = 4
    private static let mostPrompts = 64

    init(_ outcome: EvaluationOutcome) { self.outcome = outcome }

    func picture() throws -> GreyPicture {
        let prompts = outcome.prompts.prefix(Self.mostPrompts).indices
        let rows = prompts.map { $0 * outcome.report.seedsPerPrompt }
        let pictures = try outcome.branches.map { branch in
            (
                label: branch.isAnchor ? "anchor" : outcome.hasAnchor ? "policy" : "model",
                pictures: try GreyPicture.pictures(branch.pictures.selecting(0, rows))
            )
        }
        let items = prompts.flatMap { prompt in
            pictures.map { ContactSheet.Item($0.pictures[prompt], label: $0.label) }
        }
        return ContactSheet(items, columns: Self.columns * pictures.count).rendered()
    }
}
