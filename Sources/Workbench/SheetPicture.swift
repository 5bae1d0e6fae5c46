public import Images

/// A picture of a sheet that was asked for.
public struct SheetPicture: Sendable, Codable, Equatable {
    /// Of the request.
    public var id: Int
    /// The variation's place in the request.
    public var prompt: Int
    public var branch: ModelBranch
    public var picture: GreyPicture
    /// What each reward says of it with the variation's own findings, unscaled, by reward name.
    public var scores: [String: Double]

    public init(
        id: Int, prompt: Int, branch: ModelBranch, picture: GreyPicture,
        scores: [String: Double]
    ) {
        self.id = id
        self.prompt = prompt
        self.branch = branch
        self.picture = picture
        self.scores = scores
    }
}
