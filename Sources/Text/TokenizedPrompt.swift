/// A prompt as the text encoder takes it.
public struct TokenizedPrompt: Sendable, Equatable {
    /// `begin`, the text, `end`, padding: as many as the context length.
    public var ids: [Int]
    /// Tokens of the whole text with `begin` and `end`, before anything was cut off.
    public var tokenCount: Int
    /// The end of the text that did not fit; empty where all of it did.
    public var cutText: String

    public init(ids: [Int], tokenCount: Int, cutText: String = "") {
        self.ids = ids
        self.tokenCount = tokenCount
        self.cutText = cutText
    }

    public var isTruncated: Bool { tokenCount > ids.count }
    /// Positions before the padding, `begin` and `end` included.
    public var usedCount: Int { min(tokenCount, ids.count) }
}
