internal import Diffusion
internal import Networks
public import Tensors

/// The frozen model that training begins with, and that the policy is compared with.
public final class Anchor {
    private enum Weights {
        case own(UNet)
        /// The policy's frozen UNet, without its adapters.
        case shared(Policy)
    }

    private let weights: Weights

    /// Must be made before the policy's first update.
    ///
    /// A policy with adapters leaves its UNet as it was, which then serves as the anchor's too;
    /// another is copied.
    public init(of policy: Policy) throws {
        guard policy.adapters.isEmpty else {
            weights = .shared(policy)
            return
        }
        let store = policy.unet.store
        let copies = try store.stateDictionary().map { key, tensor in
            (key, try tensor.detached().copied())
        }
        let frozen = ParameterStore(
            .source(TensorDictionary(name: "the anchor", copies)), device: store.device,
            dtype: store.dtype)
        let unet = try UNet(policy.unet.configuration, frozen)
        unet.computeType = policy.unet.computeType
        weights = .own(unet)
    }

    /// The noise prediction, guidance included; outside autograd.
    public func predict(
        _ latents: Tensor, timesteps: Tensor, conditions: Conditions
    ) throws -> Tensor {
        try withoutGradient {
            switch weights {
            case .own(let unet):
                try conditions.predict(unet, latents, timesteps: timesteps)
            case .shared(let policy):
                try policy.withoutAdapters {
                    try conditions.predict(policy.unet, latents, timesteps: timesteps)
                }
            }
        }
    }
}
