extension Configuration {
    /// What is shown of a picture while it is denoised.
    public struct Preview: Sendable, Equatable {
        public var every = 1
        public var decode = true
        public var decoder = ""

        static let section = Section(
            name: "preview", explanation: "What is shown of a picture while it is denoised.",
            fields: [
                .integer(
                    "preview.every", \.preview.every, 0...1000, unit: "timesteps", live: true,
                    "Denoising steps between two previews; 0: none."),
                .flag(
                    "preview.decode", \.preview.decode, live: true,
                    "Sharpen the picture that is looked at with the model's decoder, in the gaps."),
                .text(
                    "preview.decoder", \.preview.decoder, unit: "folder",
                    "A small decoder (diffusers' AutoencoderTiny) for pictures in progress; empty: "
                        + "a linear map."),
            ])
    }
}
