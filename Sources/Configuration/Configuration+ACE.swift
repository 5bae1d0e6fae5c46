extension Configuration {
    /// Adaptive condition embeddings, appended to the context of the policy.
    public struct ACE: Sendable, Equatable {
        public var tokens = 8
        public var learningRate = 1e-3

        static let section = Section(
            name: "ace",
            explanation: "Adaptive condition embeddings, appended to the policy's context.",
            fields: [
                .integer(
                    "ace.tokens", \.ace.tokens, 0...1024, unit: "tokens",
                    "Learnable vectors; 0: off."),
                .number(
                    "ace.learning_rate", \.ace.learningRate, 1e-12...1,
                    "AdamW's step size for them."),
            ])
    }
}
