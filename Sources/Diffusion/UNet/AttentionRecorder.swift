internal import Networks
internal import Tensors

/// Gathers where a picture's positions look in their context while a UNet predicts: the mean over
/// heads and layers, on the grid of the latents (as Tang et al., "What the DAAM", ACL 2023, do).
final class AttentionRecorder {
    private let height: Int
    private let width: Int
    private var sum: Tensor?
    private var layers = 0

    /// - Parameters:
    ///   - height: of the latents.
    ///   - width: of the latents.
    init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// Takes a layer's weights [N, h·w, L], the mean over its heads; of a batch the last one
    /// counts, which under guidance is the one with the prompt.
    func add(_ weights: Tensor, height: Int, width: Int) throws {
        let map = try weights.at(weights.size(0) - 1).to(.float32).transposed(0, 1)
            .reshaped(1, -1, height, width)
            .upsampledBilinear(height: self.height, width: self.width)
        sum = try sum.map { try $0 + map } ?? map
        layers += 1
    }

    /// [L, H, W]; at each position the weights of all tokens sum to 1. Nil where no layer was
    /// recorded.
    func mean() throws -> Tensor? {
        try sum.map { try ($0 / Double(layers)).at(0) }
    }
}
