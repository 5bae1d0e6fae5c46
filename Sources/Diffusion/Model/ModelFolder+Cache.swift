public import Foundation

extension ModelFolder {
    /// The model that a user named: a folder, a file, a repository's folder of the Hugging Face
    /// cache (`models--OWNER--NAME`), or `OWNER/NAME`, where that cache has it.
    ///
    /// - Parameter environment: says where the cache is, as for Python (`HF_HUB_CACHE`, `HF_HOME`).
    /// - Throws: `ModelError` with the command that downloads a model which is not there.
    public static func located(
        _ name: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ModelFolder {
        if DataFile.isFolder(name) {
            let isRepository =
                !DataFile.exists("\(name)/model_index.json")
                && DataFile.isFolder("\(name)/snapshots")
            return isRepository ? try snapshot(ofRepository: name) : ModelFolder(name)
        }
        if DataFile.exists(name) { return ModelFolder(name) }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(isRepositoryName) else {
            throw ModelError("There is no model at \(name): name a diffusers folder.")
        }
        let cached = "\(cache(environment))/models--\(parts[0])--\(parts[1])"
        guard DataFile.isFolder("\(cached)/snapshots") else {
            throw ModelError(
                "There is no folder \(name), and no model of that name in the Hugging Face cache "
                    + "(\(cached)): download it with `hf download \(name)`, or name a folder.")
        }
        return try snapshot(ofRepository: cached)
    }

    private static func isRepositoryName(_ part: Substring) -> Bool {
        part.first.map { $0.isLetter || $0.isNumber } ?? false
            && part.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    }

    private static func cache(_ environment: [String: String]) -> String {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let hub = value("HF_HUB_CACHE") ?? value("HUGGINGFACE_HUB_CACHE") { return hub }
        if let home = value("HF_HOME") { return "\(home)/hub" }
        let caches = value("XDG_CACHE_HOME") ?? "\(value("HOME") ?? NSHomeDirectory())/.cache"
        return "\(caches)/huggingface/hub"
    }

    /// The snapshot that `refs/main` names, or the only one.
    private static func snapshot(ofRepository path: String) throws -> ModelFolder {
        let main = try? String(contentsOfFile: "\(path)/refs/main", encoding: .utf8)
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/snapshots")) ?? []
        let named = main?.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let hash = all.first(where: { $0 == named }) ?? (all.count == 1 ? all[0] : nil)
        else {
            throw ModelError(
                "\(path) holds \(all.count) snapshots and none is the main one: name one of the "
                    + "folders under \(path)/snapshots, or download the model again.")
        }
        return ModelFolder("\(path)/snapshots/\(hash)")
    }
}
