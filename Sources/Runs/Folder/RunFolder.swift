internal import Configuration
public import Foundation
internal import Safetensors

/// The folder of one run, and the names of what lies in it.
public struct RunFolder: Sendable, Equatable, Hashable {
    /// Absolute.
    public let path: String

    /// A run that exists.
    ///
    /// - Throws: `RunError.notARun` when the folder has no `run.json`.
    public init(path: String) throws {
        self.path =
            URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
            .withoutTrailingSlash
        guard FileManager.default.fileExists(atPath: manifestFile) else {
            throw RunError.notARun(path: self.path)
        }
    }

    private init(creating path: String) {
        self.path =
            URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
            .withoutTrailingSlash
    }

    public var name: String { (path as NSString).lastPathComponent }
    public var manifestFile: String { path + "/run.json" }
    public var storeFile: String { path + "/store.sqlite" }
    /// The copy of the store that other machines read.
    public var publishedStoreFile: String { path + "/published.sqlite" }
    /// Touched by readers on other machines.
    var readingFile: String { path + "/reading" }
    public var lockFile: String { path + "/lock" }
    public var logFile: String { path + "/log.txt" }

    /// What the user has noted, in one line; empty where nothing is.
    public var note: String {
        let text = try? String(contentsOfFile: path + "/note.txt", encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }

    /// Replaces the note.
    public func write(note: String) throws {
        let line = note.split(whereSeparator: \.isNewline).joined(separator: " ")
        try AtomicFile.write(Data(line.utf8), to: path + "/note.txt")
    }

    /// The absolute path of what a record names.
    public func absolute(_ relative: String) -> String { path + "/" + relative }

    /// Where a checkpoint lies, relative to the run folder.
    public static func checkpoint(epoch: Int) -> String { "checkpoints/\(padded(epoch))" }

    /// Where a sample's picture lies, relative to the run folder.
    public static func picture(epoch: Int, index: Int) -> String {
        "samples/\(padded(epoch))-\(padded(index)).png"
    }

    /// Where the picture lies that the anchor made of a prompt, relative to the run folder: the
    /// anchor stays the same through a run.
    public static func anchorPicture(of prompt: String) -> String {
        "samples/anchor-\(digest(of: prompt)).png"
    }

    /// Where the pictures lie that a person has chosen between, relative to the run folder: they
    /// stay when the epochs that they come from are undone.
    public static let judgements = "judgements"

    /// Where a sample's trajectory lies, relative to the run folder.
    public static func trajectory(epoch: Int, index: Int) -> String {
        "trajectories/\(padded(epoch))-\(padded(index)).safetensors"
    }

    /// Where the anchor's trajectory beside it lies, relative to the run folder.
    public static func anchorTrajectory(epoch: Int, index: Int) -> String {
        "trajectories/\(padded(epoch))-\(padded(index))-anchor.safetensors"
    }

    /// Where samples that were made again lie, relative to the run folder.
    public static let regenerated = "trajectories/again"

    /// Where a sample that was made again lies, relative to the run folder.
    ///
    /// - Parameters:
    ///   - branch: which model made it.
    ///   - trained: epochs that the policy had been trained for.
    public static func regenerated(
        epoch: Int, index: Int, by branch: String, trained: Int
    ) -> String {
        "\(regenerated)/\(padded(epoch))-\(padded(index))-\(branch)-\(padded(trained)).safetensors"
    }

    /// Sixteen hexadecimal digits (FNV-1a).
    private static func digest(of text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension RunFolder {
    /// Makes a new folder `YYYYMMDD-HHMMSS-NAME-sSEED` with its subfolders and `run.json`.
    ///
    /// A second run within the same second gets `-2` behind its name: no folder is used again.
    public static func create(
        in root: String, manifest: RunManifest, timeZone: TimeZone = .current
    ) throws -> RunFolder {
        try makeFolders(root)
        let run = manifest.configuration.run
        let name = "\(stamp(manifest.created, timeZone))-\(run.name)-s\(run.seed)"
        for attempt in 1...1000 {
            let folder = RunFolder(creating: "\(root)/\(name)\(attempt == 1 ? "" : "-\(attempt)")")
            guard try make(folder.path) else { continue }
            try folder.fill(manifest)
            return folder
        }
        throw RunError.exists(path: "\(root)/\(name)")
    }

    /// - Throws: `RunError.exists` where there is something already that no new run may replace.
    public static func checkIsFree(_ path: String) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else { return }
        guard (try? manager.contentsOfDirectory(atPath: path))?.isEmpty == true else {
            throw RunError.exists(path: path)
        }
    }

    /// Makes a new run in a folder that the user names, which must not exist or be empty.
    public static func create(at path: String, manifest: RunManifest) throws -> RunFolder {
        let folder = RunFolder(creating: path)
        try makeFolders((folder.path as NSString).deletingLastPathComponent)
        if try !make(folder.path) {
            try checkIsFree(folder.path)
            chmod(folder.path, 0o700)
        }
        try folder.fill(manifest)
        return folder
    }

    /// `run.json`.
    ///
    /// - Throws: `RunError` when it is damaged or of a newer program.
    public func manifest() throws -> RunManifest {
        struct Version: Decodable {
            let schema_version: Int
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            let data = try Data(contentsOf: URL(filePath: manifestFile))
            let version = try decoder.decode(Version.self, from: data).schema_version
            guard version <= RunManifest.currentSchema else {
                throw RunError.newerSchema(
                    path: path, found: version, known: RunManifest.currentSchema)
            }
            return try decoder.decode(RunManifest.self, from: data)
        } catch let error as RunError {
            throw error
        } catch let error as ConfigurationError {
            throw RunError.damagedManifest(path: manifestFile, reason: error.description)
        } catch {
            throw RunError.damagedManifest(
                path: manifestFile, reason: "it is not the JSON of a run")
        }
    }

    /// Replaces `run.json`, for live settings that have changed.
    public func write(_ manifest: RunManifest) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(encoder.encode(manifest), to: manifestFile)
    }

    private func fill(_ manifest: RunManifest) throws {
        for name in ["checkpoints", "samples", "trajectories"] {
            _ = try Self.make(absolute(name))
        }
        try write(manifest)
    }

    /// `false` if something is there already.
    private static func make(_ path: String) throws -> Bool {
        guard mkdir(path, 0o700) != 0 else { return true }
        guard errno == EEXIST else {
            throw RunError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
        return false
    }

    private static func makeFolders(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw RunError.cannotCreate(path: path, reason: error.localizedDescription)
        }
    }

    private static func stamp(_ date: Date, _ timeZone: TimeZone) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = timeZone
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        return formatter.string(from: date)
    }
}

extension String {
    fileprivate var withoutTrailingSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}
