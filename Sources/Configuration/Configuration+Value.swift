extension Configuration {
    /// What a field holds.
    public enum Value: Sendable, Equatable {
        case integer(Int)
        case number(Double)
        case flag(Bool)
        case text(String)

        /// As it is written behind `--set key=`.
        public var text: String {
            switch self {
            case .integer(let value): String(value)
            case .number(let value): Self.shortest(value)
            case .flag(let value): String(value)
            case .text(let value): value
            }
        }

        /// Exact, and without a useless fraction: `1` rather than `1.0`.
        private static func shortest(_ value: Double) -> String {
            let text = "\(value)"
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
    }
}
