extension Configuration {
    /// Which model is fine-tuned, and on what.
    public struct Model: Sendable, Equatable {
        public var path = ""
        public var device = "cpu"
        public var precision = Precision.fp32
        public var threads = 0

        public enum Precision: String, Sendable, CaseIterable {
            case fp32, bf16, fp16
        }

        static let section = Section(
            name: "model", explanation: "Which model is fine-tuned, and on what.",
            fields: [
                .text(
                    "model.path", \.model.path, unit: "folder",
                    "A diffusers folder; empty: the shipped miniature."),
                .text(
                    "model.device", \.model.device,
                    "Where tensors live: cpu, cuda or cuda:N."),
                .choice(
                    "model.precision", \.model.precision,
                    "The UNet's number format for products, convolutions and attention; all else is "
                        + "fp32. fp16 needs a GPU."),
                .integer(
                    "model.threads", \.model.threads, 0...1024,
                    "Threads for tensor work; 0: as many as the process may use processors."),
            ])
    }
}
