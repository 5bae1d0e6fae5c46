/// Which of two pictures of the same prompt a person found better.
public struct PairJudgement: Sendable, Codable, Equatable, Identifiable {
    public enum Choice: String, Sendable, Codable, CaseIterable {
        case left, right
        /// No difference that matters.
        case neither
    }

    /// Milliseconds since 1970 at which it was made; later ones of a run have larger numbers.
    public var id: Int
    public var promptID: Int
    public var prompt: String
    public var left: JudgedPicture
    public var right: JudgedPicture
    public var choice: Choice

    public init(
        id: Int, promptID: Int, prompt: String, left: JudgedPicture, right: JudgedPicture,
        choice: Choice
    ) {
        self.id = id
        self.promptID = promptID
        self.prompt = prompt
        self.left = left
        self.right = right
        self.choice = choice
    }

    /// The better picture and the other one; nil where neither is better.
    public var ranked: (better: JudgedPicture, worse: JudgedPicture)? {
        switch choice {
        case .left: (left, right)
        case .right: (right, left)
        case .neither: nil
        }
    }

    /// How much better a reward finds the left picture than the right one, unscaled; nil where it
    /// has not scored both.
    public func difference(_ reward: String) -> Double? {
        guard let one = left.scores[reward], let other = right.scores[reward],
            (one - other).isFinite
        else { return nil }
        return one - other
    }
}
