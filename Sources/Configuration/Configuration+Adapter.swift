extension Configuration {
    /// Which weights of the UNet are trained.
    public struct Adapter: Sendable, Equatable {
        public var kind = Kind.full
        public var rank = 4
        public var alpha = 4.0

        public enum Kind: String, Sendable, CaseIterable {
            case full, lora
        }

        static let section = Section(
            name: "adapter", explanation: "Which weights of the UNet are trained.",
            fields: [
                .choice(
                    "adapter.kind", \.adapter.kind,
                    "All of them, or low-rank adapters on the attention projections."),
                .integer(
                    "adapter.rank", \.adapter.rank, 1...1024, "Rank of the adapters."),
                .number(
                    "adapter.alpha", \.adapter.alpha, 1e-3...1e4,
                    "Adapters are scaled by alpha divided by rank."),
            ])
    }
}
