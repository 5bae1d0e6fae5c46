public import Configuration
internal import Diffusion
internal import Networks
public import Tensors
public import Text

/// How near image and report are in a joint space: the cosine of their embeddings.
public final class ConsistencyReward: Reward {
    public let name = RewardKind.consistency.rawValue
    public let feedback = RewardFeedback.comparative
    public let identity: String
    private let network: ConsistencyNetwork
    private let tokenizer: Tokenizer
    /// Report embeddings, [dimensions] by text: prompts return every epoch.
    private var embeddings: [String: Tensor] = [:]

    private static let cacheLimit = 4096

    public init(_ network: ConsistencyNetwork, tokenizer: Tokenizer) throws {
        let size = network.configuration.text.vocabularySize
        guard tokenizer.vocabulary.count <= size else {
            throw RewardError(
                "The tokenizer has \(tokenizer.vocabulary.count) tokens and the consistency "
                    + "network reads \(size): put the tokenizer that it was trained with into its "
                    + "folder as tokenizer/.")
        }
        self.network = network
        self.tokenizer = tokenizer
        var fingerprint = Fingerprint()
        for pair in tokenizer.merges { fingerprint.combine("\(pair.first) \(pair.second)") }
        try fingerprint.combine(network)
        identity = fingerprint.text
    }

    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        let reports = try Tensor.stacked(prompts.map { try embedding(of: $0.text) })
        return try (network.embed(images: images) * reports).sum(1)
    }

    private func embedding(of text: String) throws -> Tensor {
        if let known = embeddings[text] { return known }
        let length = network.configuration.text.contextLength
        let ids = try tokenizer.encodePadded(text, contextLength: length, truncate: true).ids
        let tensor = try Tensor.of(ids, shape: [1, length]).to(network.store.device)
        let embedding = try network.embed(ids: tensor).at(0)
        if embeddings.count >= Self.cacheLimit { embeddings.removeAll() }
        embeddings[text] = embedding
        return embedding
    }
}
