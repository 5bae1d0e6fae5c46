public import Tensors

extension UNet {
    /// How much each position of the latents attends to each token of the context while `body`
    /// predicts for a single sample: softmax(Q Kᵀ / √d), the mean over the heads of all
    /// cross-attention layers, enlarged to the latents' grid.
    ///
    /// - Parameters:
    ///   - height: of the latents.
    ///   - width: of the latents.
    ///   - body: asks this UNet once, or guided; outside autograd.
    /// - Returns: [L, H, W], which sums to 1 over the tokens.
    public func recordingAttention(
        height: Int, width: Int, _ body: () throws -> Void
    ) throws -> Tensor {
        let recorder = AttentionRecorder(height: height, width: width)
        for transformer in transformers { transformer.recorder = recorder }
        defer { for transformer in transformers { transformer.recorder = nil } }
        return try withoutGradient {
            try body()
            guard let attention = try recorder.mean() else {
                throw ModelError("No layer of the UNet was asked, so there is no attention.")
            }
            return attention
        }
    }
}
