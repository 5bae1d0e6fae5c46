import Diffusion
import Networks
import Tensors

/// The floating-point operations of a UNet's forward pass for one sample, counted from the shapes
/// of its weights: two for each multiply-add of convolutions, linear layers and attention.
/// Normalisations and activations are left out, as in the rate of matrix products.
struct UNetArithmetic {
    /// How the counts of the bench are made, for its output.
    static let basis =
        "2 per multiply-add of convolutions, linear layers and attention, from the weights' "
        + "shapes; backward counted as twice the forward pass for full training and once for "
        + "adapters"

    private let configuration: UNetConfiguration
    /// Tokens of the context.
    private let contextLength: Int
    private(set) var forward = 0.0

    init(_ unet: UNet, contextLength: Int) {
        configuration = unet.configuration
        self.contextLength = contextLength
        for parameter in unet.store.parameters where !parameter.isBuffer {
            let shape = parameter.value.shape
            guard shape.count > 1 else { continue }
            forward += operations(parameter.path.split(separator: ".").map(String.init), shape)
        }
    }

    private func operations(_ path: [String], _ shape: [Int]) -> Double {
        let weights = Double(shape.reduce(1, *))
        if path.contains("time_embedding") || path.contains("time_emb_proj") { return 2 * weights }
        let pixels = Double(pixels(path))
        if path.contains("attn2"), path.contains("to_k") || path.contains("to_v") {
            return 2 * weights * Double(contextLength)
        }
        var count = 2 * weights * pixels
        if path.contains("to_q") {
            let keys = path.contains("attn1") ? pixels : Double(contextLength)
            count += 4 * pixels * keys * Double(shape[0])
        }
        return count
    }

    /// Where a layer's output lies, from its place in the network.
    private func pixels(_ path: [String]) -> Int {
        let levels = configuration.blockOutChannels.count
        var level = 0
        if path.first == "mid_block" { level = levels - 1 }
        if path.count > 1, let index = Int(path[1]) {
            if path[0] == "down_blocks" {
                level = index + (path.contains("downsamplers") ? 1 : 0)
            } else if path[0] == "up_blocks" {
                level = levels - 1 - index - (path.contains("upsamplers") ? 1 : 0)
            }
        }
        let side = configuration.sampleSize >> min(max(0, level), levels - 1)
        return side * side
    }
}
