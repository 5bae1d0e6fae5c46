import Evaluation
import Foundation
import Rewards
import Safetensors

/// Every sample's scores as CSV, without the text of the prompts.
struct EvaluationTable {
    private let outcome: EvaluationOutcome

    init(_ outcome: EvaluationOutcome) { self.outcome = outcome }

    var text: String {
        let keys = outcome.branches[0].measurements.columns.map(\.key)
        let header = ["branch", "run", "prompt", "findings", "seed"] + keys
        let rows = outcome.branches.flatMap { branch in
            outcome.samples.enumerated().map { index, sample in
                let findings = outcome.prompts[sample.row].findings.filter(\.value).keys.sorted()
                let scores = branch.measurements.columns.map { "\($0.values[index])" }
                return [
                    branch.isAnchor ? "anchor" : "policy", quoted(branch.name), "\(sample.row)",
                    quoted(findings.joined(separator: "|")), "\(sample.seed)",
                ] + scores
            }
        }
        return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// Replaces the file whole.
    func write(to path: String) throws {
        try AtomicFile.write(Data(text.utf8), to: path)
    }

    private func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
