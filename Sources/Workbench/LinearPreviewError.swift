/// Why a preview map, or a latent for it, cannot be used.
public struct LinearPreviewError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
