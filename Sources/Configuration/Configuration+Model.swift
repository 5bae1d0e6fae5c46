extension Configuration {
    /// Which model is fine-tuned, and on what.
    public struct Model: Sendable, Equatable {
        public var path = ""
        public var device = "cpu"
        public var precision = Precision.fp32
        public var threads = 0

        public enum Precision: String, Sendable, CaseIterable {
            case fp32
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
                    "The number format that the networks run in."),
                .integer(
                    "model.threads", \.model.threads, 0...1024,
                    "Threads for tensor work; 0: as many as the process may use processors."),
            ])
    }
}
