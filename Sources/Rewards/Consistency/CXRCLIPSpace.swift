public import Tensors
public import Text

/// CXR-CLIP with its tokenizer.
public final class CXRCLIPSpace: JointSpace {
    private let network: CXRCLIPNetwork
    private let tokenizer: WordPieceTokenizer

    /// - Throws: `RewardError` where the tokenizer knows more pieces than the network.
    public init(_ network: CXRCLIPNetwork, tokenizer: WordPieceTokenizer) throws {
        let size = network.configuration.text.vocabularySize
        guard tokenizer.vocabulary.values.allSatisfy({ $0 < size }) else {
            throw RewardError(
                "The tokenizer has more pieces than the \(size) that the network reads: put the "
                    + "vocab.txt that it was trained with into its folder as tokenizer/vocab.txt.")
        }
        self.network = network
        self.tokenizer = tokenizer
    }

    /// Reads `config.json`, `model.safetensors` and `tokenizer/`.
    public convenience init(folder: String, device: Device = .cpu) throws {
        try self.init(
            CXRCLIPNetwork(folder: folder, device: device),
            tokenizer: WordPieceTokenizer(folder: "\(folder)/tokenizer"))
    }

    public func embed(images: Tensor) throws -> Tensor { try network.embed(images: images) }

    public func embed(report: String) throws -> Tensor {
        try network.embed(
            ids: tokenizer.encode(report, limit: network.configuration.reportLength))
    }

    public func identify(into fingerprint: inout Fingerprint) throws {
        for (piece, id) in tokenizer.vocabulary.sorted(by: { $0.value < $1.value }) {
            fingerprint.combine("\(piece) \(id)")
        }
        fingerprint.combine("\(tokenizer.lowercases)")
        try fingerprint.combine(network)
    }
}
