extension Configuration {
    /// What the policy's images are compared with.
    public struct Anchor: Sendable, Equatable {
        public var mode = Mode.bank
        public var bankSize = 4
        public var seed: UInt64 = 1

        public enum Mode: String, Sendable, CaseIterable {
            case bank, fresh, paired
        }

        static let section = Section(
            name: "anchor", explanation: "What the policy's images are compared with.",
            fields: [
                .choice(
                    "anchor.mode", \.anchor.mode,
                    "bank: kept images from saved seeds; fresh: new noise every time; paired: "
                        + "the policy's own noise, from a list of seeds."),
                .integer(
                    "anchor.bank_size", \.anchor.bankSize, 1...1024, unit: "images",
                    "Anchor images per prompt (bank), or seeds in the list (paired)."),
                .seed(
                    "anchor.seed", \.anchor.seed,
                    "Where the seeds of the anchor's images come from."),
            ])
    }
}
