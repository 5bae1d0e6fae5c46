public import Diffusion
public import Networks
internal import Safetensors
public import Tensors

/// ACE: learnable vectors c_s in text-embedding space, appended to every context of the policy
/// (Han et al., MICCAI 2024, arXiv 2403.06516):
///
///     context = [c_p ; c_s]
///
/// They are shared by all prompts, the empty one included, and learn from the same policy gradient
/// as the generator.
public final class AdaptiveConditionEmbeddings {
    /// [tokens, channels].
    public let parameter: Parameter
    /// What they began as, [tokens, channels].
    private let initial: Tensor

    static let key = "adaptive_condition_embeddings"

    /// - Parameter initial: [tokens, channels]; copied.
    public init(initial: Tensor) throws {
        self.initial = try initial.detached().copied()
        parameter = Parameter(path: Self.key, value: try initial.detached().copied())
        try parameter.setTrainable(true)
    }

    /// Begins as what the text encoder makes of padding, which a base model that was pretrained
    /// with padding of varying length does not look at.
    ///
    /// The embeddings of the empty prompt's last positions differ a little from each other: equal
    /// ones would receive equal gradients and remain one vector for ever.
    public convenience init(tokens: Int, model: DiffusionModel) throws {
        let length = model.contextLength
        guard tokens > 0, length > 2 else {
            throw RLCFError("ACE needs at least one token and a context with room for padding.")
        }
        let padding = try model.encode([""]).at(0).sliced(0, 2..<length)
        let available = length - 2
        let positions = (0..<tokens).map { available - 1 - $0 % available }
        try self.init(initial: padding.selecting(0, Array(positions.reversed())))
    }

    public var tokenCount: Int { parameter.value.size(0) }

    /// A context [N, L, D] with the embeddings appended, [N, L + tokens, D]; made afresh, so that
    /// the gradient reaches them.
    public func appended(to context: Tensor) throws -> Tensor {
        let tokens = try parameter.value.to(context.dtype).unsqueezed(0)
        return try .concatenated([context, tokens.expanded(context.size(0), -1, -1)], 1)
    }

    /// How far they have come from where they began, relative to the length of that.
    public func moved() throws -> Double {
        try withoutGradient {
            try ((parameter.value - initial).norm() / initial.norm().clamped(atLeast: 1e-12)).item()
        }
    }

    /// Writes `ace.safetensors`: the embeddings, and those that they began as.
    public func write(to path: String) throws {
        try SafetensorsWriter.write(
            [(Self.key, parameter.value), (Self.key + ".initial", initial)],
            metadata: ["format": "pt"], to: path)
    }

    public func read(from path: String) throws {
        let source = try CheckpointFile(path: path)
        for (key, tensor) in [(Self.key, parameter.value), (Self.key + ".initial", initial)] {
            guard let saved = try source.tensor(key), saved.shape == tensor.shape else {
                throw RLCFError(
                    "\(path) holds no embeddings of shape \(tensor.shape): resume with the "
                        + "ace.tokens that the run began with.")
            }
            try tensor.assign(saved)
        }
    }
}
