public import Configuration
internal import Diffusion
public import Runs

/// What an engine is to train, and where.
public struct EngineOptions: Sendable {
    public enum Target: Sendable, Equatable {
        /// A new run below the root, or in a folder that the user named.
        case new(root: String, folder: String?)
        case resumed(RunFolder)
    }

    public var target: Target
    /// The run whose checkpoint a new one begins with.
    public var branch: RunBranch?
    /// Checked; of a resumed run, its own with what may change.
    public var configuration: Configuration
    /// Where the shipped model and prompts are; nil where they were not found.
    public var data: DataFolder?
    /// Where the anchor's images are kept between runs.
    public var bankFolder: String
    public var programVersion: String

    public init(
        target: Target, branch: RunBranch? = nil, configuration: Configuration,
        data: DataFolder?, bankFolder: String, programVersion: String
    ) {
        self.target = target
        self.branch = branch
        self.configuration = configuration
        self.data = data
        self.bankFolder = bankFolder
        self.programVersion = programVersion
    }

    /// The model's folder.
    ///
    /// - Throws: `EngineError` where none is named and none was shipped, `ModelError` where the
    ///   one that is named is not there.
    public func modelFolder() throws -> String {
        if !configuration.model.path.isEmpty {
            return try ModelFolder.located(configuration.model.path).path
        }
        guard let data else {
            throw EngineError(
                "No model is named and the shipped one was not found: set model.path, or --data to "
                    + "the folder that holds Samples/.")
        }
        return data.miniature
    }
}
