/// The entries of a vocabulary that stand for no text.
public struct SpecialTokens: Sendable, Equatable {
    /// Opens every prompt.
    public var begin: String
    /// Closes every prompt; also stands for what the vocabulary cannot spell.
    public var end: String
    /// Fills a prompt up to the context length: `end` in CLIP and Stable Diffusion 1.x, `!` in 2.x.
    public var padding: String

    public init(
        begin: String = "<|startoftext|>", end: String = "<|endoftext|>", padding: String? = nil
    ) {
        self.begin = begin
        self.end = end
        self.padding = padding ?? end
    }
}
