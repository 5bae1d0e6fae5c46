internal import Diffusion
internal import Networks
public import Tensors
public import Text

/// A network of this program's own, with the tokenizer that it was trained with.
public final class TokenizedSpace: JointSpace {
    private let network: ConsistencyNetwork
    private let tokenizer: Tokenizer

    /// - Throws: `RewardError` where the tokenizer knows more tokens than the network.
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
    }

    public func embed(images: Tensor) throws -> Tensor { try network.embed(images: images) }

    public func embed(report: String) throws -> Tensor {
        let length = network.configuration.text.contextLength
        let ids = try tokenizer.encodePadded(report, contextLength: length, truncate: true).ids
        let tensor = try Tensor.of(ids, shape: [1, length]).to(network.store.device)
        return try network.embed(ids: tensor).at(0)
    }

    public func identify(into fingerprint: inout Fingerprint) throws {
        for pair in tokenizer.merges { fingerprint.combine("\(pair.first) \(pair.second)") }
        try fingerprint.combine(network)
    }
}
