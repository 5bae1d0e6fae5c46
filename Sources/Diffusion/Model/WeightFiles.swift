internal import Foundation
internal import Networks

/// The weights of one part of a model folder, in whatever files they were published: one file or
/// several with an index, plain or as a variant (`NAME.fp16.safetensors`).
struct WeightFiles {
    /// The part's folder.
    let folder: String
    /// Without an ending: `diffusion_pytorch_model`, or `model`.
    let name: String

    /// Variants that are looked for first, the most precise before others.
    private static let preferredVariants = ["fp32", "fp16", "bf16"]

    /// - Throws: `ModelError` where there are none, or only pickles.
    func open() throws -> any TensorSource {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let file = candidates(among: Set(names)).first else {
            throw missing(among: names)
        }
        let path = "\(folder)/\(file)"
        if file.hasSuffix(".json") { return try ShardedCheckpoint(index: path) }
        try Self.refusePointer(path)
        return try CheckpointFile(path: path)
    }

    /// Files and indices that can be opened, the best first.
    private func candidates(among names: Set<String>) -> [String] {
        let variants = Set(names.compactMap(variant)).sorted { first, second in
            func rank(_ variant: String) -> Int {
                Self.preferredVariants.firstIndex(of: variant) ?? Self.preferredVariants.count
            }
            return (rank(first), first) < (rank(second), second)
        }
        let files =
            ["\(name).safetensors", "\(name).safetensors.index.json"]
            + variants.flatMap { variant in
                [
                    "\(name).\(variant).safetensors",
                    "\(name).safetensors.index.\(variant).json",
                    "\(name).\(variant).safetensors.index.json",
                ]
            }
        return files.filter(names.contains)
    }

    /// The variant that a file of this name belongs to.
    private func variant(of file: String) -> String? {
        let patterns = [
            ("\(name).", ".safetensors"), ("\(name).safetensors.index.", ".json"),
            ("\(name).", ".safetensors.index.json"),
        ]
        for (start, end) in patterns
        where file.hasPrefix(start) && file.hasSuffix(end)
            && file.count > start.count + end.count
        {
            let variant = file.dropFirst(start.count).dropLast(end.count)
            if !variant.contains(".") && !variant.contains("-") { return String(variant) }
        }
        return nil
    }

    private func missing(among names: [String]) -> ModelError {
        let path = "\(folder)/\(name).safetensors"
        let pickles = names.filter { Pickle.isOne($0) }.sorted()
        if let pickle = pickles.first(where: { $0.hasPrefix(name) || $0.hasPrefix("pytorch_") }) {
            return Pickle.refusal("\(folder)/\(pickle)", converted: path)
        }
        return ModelError(
            "\(path) is missing, and so are its variants: this part of the model has no weights in "
                + "safetensors form.")
    }

    /// What a clone without Git LFS leaves in place of a large file.
    static func refusePointer(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        let start = (try? file.read(upToCount: 40)) ?? Data()
        guard start.starts(with: Data("version https://git-lfs".utf8)) else { return }
        throw ModelError(
            "\(path) is a Git LFS pointer and not the weights: run `git lfs pull` in the clone.")
    }
}
