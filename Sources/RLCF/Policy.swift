public import Configuration
public import Diffusion
public import Networks
public import Tensors

/// The model that is tuned: a UNet whose weights or low-rank adapters learn, and the adaptive
/// condition embeddings of its contexts.
public final class Policy {
    public let unet: UNet
    public let embeddings: AdaptiveConditionEmbeddings?
    /// The adapters by the layer's checkpoint path; empty where the whole UNet learns.
    public let adapters: [(path: String, adapter: LowRankAdapter)]
    /// What the optimiser changes in the generator: all of the UNet, or the adapters.
    public let weights: [Parameter]
    private let layers: [Linear]

    /// Adapters take part from here on; fresh ones change nothing yet.
    ///
    /// - Parameter generator: what fresh adapters are drawn from.
    public init(
        unet: UNet, adapter: Configuration.Adapter, embeddings: AdaptiveConditionEmbeddings?,
        generator: RandomGenerator
    ) throws {
        self.unet = unet
        self.embeddings = embeddings
        switch adapter.kind {
        case .full:
            adapters = []
            layers = []
            weights = unet.store.parameters.filter { !$0.isBuffer }
        case .lora:
            try unet.store.setTrainable(false)
            let store = ParameterStore(
                .initialization(generator), device: unet.store.device, dtype: .float32)
            let projections = unet.attentionProjections
            layers = projections.map(\.layer)
            adapters = try projections.map { path, layer in
                let shape = layer.weight.value.shape
                return (
                    path,
                    try LowRankAdapter(
                        store.root / "unet" / path, inputs: shape[1], outputs: shape[0],
                        rank: adapter.rank, alpha: adapter.alpha)
                )
            }
            weights = store.parameters
            for (layer, entry) in zip(layers, adapters) { layer.adapter = entry.adapter }
        }
        for parameter in weights { try parameter.setTrainable(true) }
    }

    /// All that learns.
    public var trainableParameters: [Parameter] {
        weights + (embeddings.map { [$0.parameter] } ?? [])
    }

    /// The noise prediction, guidance included, with the embeddings appended to both contexts.
    ///
    /// - Parameters:
    ///   - latents: [N, C, H, W].
    ///   - timesteps: [N], one for each sample.
    ///   - conditions: what the samples are made from.
    public func predict(
        _ latents: Tensor, timesteps: Tensor, conditions: Conditions
    ) throws -> Tensor {
        let extended = try embeddings.map { embeddings in
            try conditions.mapContexts { try embeddings.appended(to: $0) }
        }
        return try (extended ?? conditions).predict(unet, latents, timesteps: timesteps)
    }

    /// Runs `body` with the adapters taken off, which is the UNet that training began with.
    func withoutAdapters<Result>(_ body: () throws -> Result) rethrows -> Result {
        for layer in layers { layer.adapter = nil }
        defer {
            for (layer, entry) in zip(layers, adapters) { layer.adapter = entry.adapter }
        }
        return try body()
    }
}
