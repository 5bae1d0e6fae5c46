internal import Diffusion
internal import Networks
internal import Tensors
internal import Text

/// The networks that training begins with: another model's, or the miniature's at random.
struct StartingNetworks {
    let folder: ModelFolder?
    let seed: UInt64

    static let contextLength = 64

    private static let side = 128
    private static let latentChannels = 8
    private static let contextWidth = 128

    func autoencoder() throws -> Autoencoder {
        if let folder { return try folder.loadAutoencoder() }
        let configuration = AutoencoderConfiguration(
            sampleSize: Self.side, channels: 1, latentChannels: Self.latentChannels,
            blockOutChannels: [8, 16, 64, 96], layersPerBlock: 1, normNumGroups: 2)
        return try Autoencoder(
            configuration, ParameterStore(.initialization(RandomGenerator(seed: seed))))
    }

    /// UNet, text encoder and noise schedule.
    ///
    /// - Throws: `PretrainingError` where the other model reads other tokens.
    func denoiser(_ tokenizer: Tokenizer) throws -> Denoiser {
        guard let folder else { return try newDenoiser(tokenizer) }
        guard try folder.loadTokenizer().vocabulary == tokenizer.vocabulary else {
            throw PretrainingError(
                "The tokenizer of \(folder.path) is not that of the model to be made: run the "
                    + "stage tokenizer with the same --start first.")
        }
        return Denoiser(
            unet: try folder.loadUNet(), textEncoder: try folder.loadTextEncoder(),
            schedule: try folder.loadSchedule())
    }

    private func newDenoiser(_ tokenizer: Tokenizer) throws -> Denoiser {
        let width = Self.contextWidth
        let text = TextEncoderConfiguration(
            vocabularySize: tokenizer.vocabulary.count, hiddenSize: width,
            intermediateSize: width * 4, layers: 2, heads: 4, contextLength: Self.contextLength,
            activation: .quickGELU, beginID: tokenizer.beginID, endID: tokenizer.endID,
            paddingID: tokenizer.paddingID)
        let unet = UNetConfiguration(
            sampleSize: 16, channels: Self.latentChannels, blockOutChannels: [64, 96, 112],
            layersPerBlock: 1, crossAttentionDim: width, attentionHeads: 4, normNumGroups: 8,
            levelsWithAttention: [false, true, true])
        let generator = try RandomGenerator(seed: seed)
        return Denoiser(
            unet: try UNet(unet, ParameterStore(.initialization(generator))),
            textEncoder: try TextEncoder(text, ParameterStore(.initialization(generator))),
            schedule: NoiseSchedule(SchedulerConfiguration()))
    }
}
