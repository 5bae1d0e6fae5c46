extension Configuration {
    /// A reward that a user brings: a program or a TorchScript file, under a name of their own.
    public struct UserReward: Sendable, Equatable {
        public var program = ""
        public var torchscript = ""
        public var weight = 1.0
        public var feedback = RewardFeedback.absolute
        public var direction = Direction.higher
        public var label = ""
        public var timeout = 60.0
        public var tokens = 0

        /// Which scores are good.
        public enum Direction: String, Sendable, CaseIterable {
            case higher, lower
        }

        public init() {}
    }
}

extension Configuration.UserReward {
    /// What stands for a user's reward in the reference of settings.
    static let section = Configuration.Section(
        name: "rewards.NAME",
        explanation: "A reward of your own, under any name but the above (letters, digits, - and "
            + "_): a program or a TorchScript file.",
        fields: fields(of: "NAME"))

    /// The settings of the reward with that name.
    static func fields(of name: String) -> [Configuration.Field] {
        let place = "rewards.\(name)"
        return [
            .text(
                "\(place).program", \.rewards[user: name].program, unit: "shell command",
                "A program that is kept running and answers each line with a line of scores."),
            .text(
                "\(place).torchscript", \.rewards[user: name].torchscript, unit: "file",
                "A TorchScript module: images [N, 1, H, W] in [0, 1] to scores [N]."),
            .number(
                "\(place).weight", \.rewards[user: name].weight, 0...1000, live: true,
                "How much it counts; 0: not at all."),
            .choice(
                "\(place).feedback", \.rewards[user: name].feedback,
                "Take scores as they are (absolute), or against the anchor's: as rlcf.comparison "
                    + "says (comparative), or in a way of its own."),
            .choice(
                "\(place).direction", \.rewards[user: name].direction,
                "Which scores are good; lower: they are negated, here and on the screen."),
            .text(
                "\(place).label", \.rewards[user: name].label,
                "What screens call it; empty: its name."),
            .number(
                "\(place).timeout", \.rewards[user: name].timeout, 0.01...86_400, unit: "seconds",
                "How long a program may take for a batch, its start included."),
            .integer(
                "\(place).tokens", \.rewards[user: name].tokens, 0...100_000, unit: "tokens",
                "Token ids of the prompt that a TorchScript module takes as second argument, "
                    + "[N, tokens]; 0: none."),
        ]
    }
}
