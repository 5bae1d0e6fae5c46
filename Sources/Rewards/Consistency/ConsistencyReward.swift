public import Configuration
public import Tensors
public import Text

/// How near image and report are in a joint space: the cosine of their embeddings.
public final class ConsistencyReward: Reward {
    public let name = RewardKind.consistency.rawValue
    public let feedback = RewardFeedback.comparative
    public let identity: String
    private let space: any JointSpace
    /// Report embeddings, [D] by text: prompts return every epoch.
    private var embeddings: [String: Tensor] = [:]

    private static let cacheLimit = 4096

    public init(_ space: any JointSpace) throws {
        self.space = space
        var fingerprint = Fingerprint()
        try space.identify(into: &fingerprint)
        identity = fingerprint.text
    }

    public convenience init(_ network: ConsistencyNetwork, tokenizer: Tokenizer) throws {
        try self.init(TokenizedSpace(network, tokenizer: tokenizer))
    }

    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        let reports = try Tensor.stacked(prompts.map { try embedding(of: $0.text) })
        return try (space.embed(images: images) * reports).sum(1)
    }

    private func embedding(of text: String) throws -> Tensor {
        if let known = embeddings[text] { return known }
        let embedding = try space.embed(report: text)
        if embeddings.count >= Self.cacheLimit { embeddings.removeAll() }
        embeddings[text] = embedding
        return embedding
    }
}
