import Configuration
import Diffusion
import Foundation
import Networks
import RLCF
import Runs
import Safetensors
import Tensors

/// A run's policy in the forms that other programs read.
struct PolicyExport {
    enum Form: String, CaseIterable {
        /// A whole folder, adapters merged.
        case diffusers
        /// The adapters alone.
        case lora
        /// The adaptive condition embeddings alone.
        case ace
    }

    let run: RunFolder
    let form: Form
    let path: String
    let dtype: DType
    /// The last where nil.
    let epoch: Int?

    /// - Throws: `UsageError` where something is at the path already.
    func check() throws {
        let files = FileManager.default
        let contents = try? files.contentsOfDirectory(atPath: path)
        let isFree =
            form == .diffusers
            ? contents?.isEmpty ?? !files.fileExists(atPath: path)
            : !files.fileExists(atPath: path)
        guard isFree else {
            throw UsageError("--out: \(path) is there already; name another.")
        }
    }

    /// Writes what was asked for.
    ///
    /// - Returns: the files or folders, each with a word on what it is.
    /// - Throws: `UsageError` where the run has nothing of that form.
    func write() throws -> [String] {
        let manifest = try run.manifest()
        let model = try ModelFolder(manifest.model).load()
        let policy = try TunedPolicy.load(
            run, manifest.configuration, model: model, epoch: epoch)
        let metadata = [
            "run": run.name, "base_model_digest": manifest.digests["model"] ?? "",
            "program": "cxrl \(Program.version)",
        ]
        switch form {
        case .diffusers: return try writeFolder(policy, model, metadata)
        case .lora: return try writeAdapters(policy, metadata)
        case .ace: return try writeEmbeddings(policy, metadata, to: path)
        }
    }

    private func adapters(of policy: Policy) throws -> AdapterFile {
        AdapterFile(
            try withoutGradient {
                try policy.adapters.map { path, adapter in
                    AdapterFile.Entry(
                        path: path, down: try adapter.down.value.detached(),
                        up: try adapter.up.value.detached() * adapter.scale)
                }
            })
    }

    private func writeAdapters(
        _ policy: Policy, _ metadata: [String: String]
    ) throws -> [String] {
        guard !policy.adapters.isEmpty else {
            throw UsageError(
                "\(run.name) trained the whole UNet and has no low-rank adapters: export it "
                    + "--as diffusers.")
        }
        try adapters(of: policy).write(to: path, dtype: dtype, metadata: metadata)
        let rest = policy.embeddings == nil ? [] : ["its embeddings are exported --as ace"]
        return ["\(path)  \(policy.adapters.count) low-rank adapters"] + rest
    }

    private func writeEmbeddings(
        _ policy: Policy, _ metadata: [String: String], to path: String
    ) throws -> [String] {
        guard let embeddings = policy.embeddings else {
            throw UsageError(
                "\(run.name) was trained without adaptive condition embeddings (ace.tokens 0).")
        }
        try EmbeddingsFile(path: path).write(embeddings, dtype: .float32, metadata: metadata)
        return ["\(path)  \(embeddings.tokenCount) adaptive condition embeddings"]
    }

    private func writeFolder(
        _ policy: Policy, _ model: DiffusionModel, _ metadata: [String: String]
    ) throws -> [String] {
        try adapters(of: policy).merge(into: model.unet)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try ModelFolder(path).save(model, dtype: dtype)
        var written = ["\(path)  a diffusers folder"]
        if policy.embeddings != nil {
            written += try writeEmbeddings(policy, metadata, to: path + "/ace.safetensors")
        }
        let card = ExportCard(run: run.name, hasEmbeddings: policy.embeddings != nil)
        try AtomicFile.write(Data(card.text.utf8), to: path + "/README.md", mode: 0o644)
        return written
    }
}
