internal import Networks
internal import Text

extension DiffusionModel {
    /// Whether the parts belong together.
    ///
    /// - Parameter path: the model's, for the message.
    /// - Throws: `ModelError` that names the two that do not.
    func checkParts(_ path: String) throws {
        let (unet, vae) = (unet.configuration, autoencoder.configuration)
        let text = textEncoder.configuration
        func refuse(_ reason: String) -> ModelError {
            ModelError("\(path): \(reason); take all parts from the same model.")
        }
        guard unet.inChannels == vae.latentChannels else {
            throw refuse(
                "the UNet reads \(unet.inChannels) channels where the autoencoder's latents have "
                    + "\(vae.latentChannels)"
                    + (unet.inChannels > vae.latentChannels
                        ? " (a model for inpainting or for depth is not supported)" : ""))
        }
        guard unet.outChannels == unet.inChannels else {
            throw refuse(
                "the UNet reads \(unet.inChannels) channels and predicts \(unet.outChannels)")
        }
        guard unet.crossAttentionDim == text.hiddenSize else {
            throw refuse(
                "the UNet's cross_attention_dim is \(unet.crossAttentionDim) where the text "
                    + "encoder's hidden_size is \(text.hiddenSize)")
        }
        let largest = tokenizer.vocabulary.values.max() ?? 0
        guard largest < text.vocabularySize else {
            throw refuse(
                "the tokenizer has ids up to \(largest) where the text encoder knows "
                    + "\(text.vocabularySize) tokens")
        }
    }
}
