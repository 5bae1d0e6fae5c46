/// Variations of a prompt to be drawn from one seed, by several models.
public struct SheetRequest: Sendable, Codable, Equatable {
    /// Chosen by the front end; comes back in the events and in the snapshot.
    public var id: Int
    /// The variations, in the order in which they are drawn.
    public var prompts: [String]
    public var seed: UInt64
    /// Who draws each of them.
    public var branches: [ModelBranch]

    public init(id: Int, prompts: [String], seed: UInt64, branches: [ModelBranch]) {
        self.id = id
        self.prompts = prompts
        self.seed = seed
        self.branches = branches
    }

    /// Pictures that it asks for.
    public var count: Int { prompts.count * branches.count }
}
