public import Configuration
public import Foundation

/// `run.json`: what a run was started with.
public struct RunManifest: Sendable, Equatable, Codable {
    /// The layout of run folders that this program writes.
    public static let currentSchema = 1

    public var schemaVersion: Int
    public var programVersion: String
    public var created: Date
    /// All fields are written, so that a later program with other defaults resumes the same run.
    public var configuration: Configuration
    /// Digests of what the run reads, by name (`unet`, `prompts`, …).
    public var digests: [String: String]
    /// The model folder's absolute path.
    public var model: String
    /// Nil for a run that began with the model's own weights.
    public var branch: RunBranch?
    /// The training prompts since they were changed in the run; nil as long as they are those that
    /// the configuration names.
    public var prompts: [String]?

    public init(
        configuration: Configuration, model: String, digests: [String: String],
        programVersion: String, created: Date, branch: RunBranch? = nil
    ) {
        schemaVersion = Self.currentSchema
        self.programVersion = programVersion
        self.created = created
        self.configuration = configuration
        self.digests = digests
        self.model = model
        self.branch = branch
    }

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case programVersion = "program_version"
        case created, configuration, digests, model, branch, prompts
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
        programVersion = try container.decode(String.self, forKey: .programVersion)
        created = try container.decode(Date.self, forKey: .created)
        configuration = try container.decode(Configuration.self, forKey: .configuration)
        digests = try container.decode([String: String].self, forKey: .digests)
        model = try container.decode(String.self, forKey: .model)
        branch = try container.decodeIfPresent(RunBranch.self, forKey: .branch)
        prompts = try container.decodeIfPresent([String].self, forKey: .prompts)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schemaVersion, forKey: .schemaVersion)
        try container.encode(programVersion, forKey: .programVersion)
        try container.encode(created, forKey: .created)
        try container.encode(CompleteConfiguration(configuration), forKey: .configuration)
        try container.encode(digests, forKey: .digests)
        try container.encode(model, forKey: .model)
        try container.encodeIfPresent(branch, forKey: .branch)
        try container.encodeIfPresent(prompts, forKey: .prompts)
    }
}
