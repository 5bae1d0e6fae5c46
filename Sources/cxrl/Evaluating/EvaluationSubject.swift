import Configuration
import Foundation
import Runs
import Workbench

/// A model, or the tuned policy of a run.
struct EvaluationSubject {
    /// As the user knows it.
    let name: String
    /// The model folder.
    let model: String
    let run: RunFolder?
    let configuration: Configuration

    /// - Parameter text: a run's name or folder, or a model folder.
    init(_ text: String, _ list: RunList) throws {
        if let run = try? list.folder(text) {
            try self.init(run)
            return
        }
        guard DataFolder.isFolder(text) else {
            guard !FileManager.default.fileExists(atPath: text), !text.contains("/") else {
                throw UsageError(
                    "\(text) is no folder of a run or a model: name a run, or a diffusers folder.")
            }
            // says which runs there are
            try self.init(list.folder(text))
            return
        }
        self.init(model: text)
    }

    init(_ run: RunFolder) throws {
        let manifest = try run.manifest()
        name = run.name
        model = manifest.model
        self.run = run
        configuration = manifest.configuration
    }

    init(model path: String) {
        let url = URL(fileURLWithPath: path).standardized
        name = url.lastPathComponent
        model = url.path
        run = nil
        configuration = Configuration()
    }

    /// The model that a run began with; nil for a model.
    var untuned: EvaluationSubject? { run.map { _ in EvaluationSubject(model: model) } }

    /// The prompts that the run was trained on; those of a model are not known.
    func trainingPrompts() throws -> [String] {
        guard let run else { return [] }
        let known = try RunReader(run).history.description()
        return known?.prompts.map(\.text) ?? []
    }
}
