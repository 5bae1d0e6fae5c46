extension Configuration {
    /// What makes an image good.
    public struct Rewards: Sendable, Equatable {
        public var posture = Posture()
        public var diagnosis = Diagnosis()
        public var consistency = Consistency()
        public var judgement = Judgement()
        /// A user's own, by name.
        public var user: [String: UserReward] = [:]

        public struct Posture: Sendable, Equatable {
            public var weight = 1.0
        }

        public struct Diagnosis: Sendable, Equatable {
            public var weight = 2.0
            public var score = Score.balanced
            public var unmentioned = Unmentioned.unknown
            public var committee = false

            public init(score: Score = .balanced, unmentioned: Unmentioned = .unknown) {
                self.score = score
                self.unmentioned = unmentioned
            }

            /// How the classifier's probabilities p and the report's labels y become one number.
            public enum Score: String, Sendable, CaseIterable {
                case balanced, plain, accuracy, bce, logit
            }

            /// What a report says of a finding that it does not mention.
            public enum Unmentioned: String, Sendable, CaseIterable {
                /// Nothing.
                case unknown
                /// That it is not there.
                case absent
            }
        }

        public struct Consistency: Sendable, Equatable {
            public var weight = 1.0
        }

        public struct Judgement: Sendable, Equatable {
            public var weight = 0.0
        }

        /// A user's reward; one that is not there yet has the defaults.
        public subscript(user name: String) -> UserReward {
            get { user[name] ?? UserReward() }
            set { user[name] = newValue }
        }

        /// Names that users cannot give.
        static let builtInNames = Set(
            section.fields.compactMap { field in
                field.key.split(separator: ".").dropFirst().first.map(String.init)
            })

        static let section = Section(
            name: "rewards", explanation: "What makes an image good.",
            fields: [
                .number(
                    "rewards.posture.weight", \.rewards.posture.weight, 0...1000, live: true,
                    "How much an upright, centred posture counts; 0: not at all."),
                .number(
                    "rewards.diagnosis.weight", \.rewards.diagnosis.weight, 0...1000, live: true,
                    "How much the report's findings, seen by a classifier, count; 0: not at all."),
                .choice(
                    "rewards.diagnosis.score", \.rewards.diagnosis.score,
                    "Mean over positives and over negatives, of probabilities or (logit) of their log "
                        + "odds; plain mean, accuracy at 0.5, or −BCE."),
                .choice(
                    "rewards.diagnosis.unmentioned", \.rewards.diagnosis.unmentioned,
                    "A finding that the report does not mention is left out (unknown), or counts as "
                        + "denied (absent), so that it must not come into the picture."),
                .flag(
                    "rewards.diagnosis.committee", \.rewards.diagnosis.committee,
                    "Score by the whole committee, where the diagnosis network has one, so that a "
                        + "policy cannot follow the errors of a single network."),
                .number(
                    "rewards.consistency.weight", \.rewards.consistency.weight, 0...1000,
                    live: true,
                    "How much agreement of image and report embeddings counts; 0: not at all."),
                .number(
                    "rewards.judgement.weight", \.rewards.judgement.weight, 0...1000, live: true,
                    "How much it counts that pictures are like those that were chosen among pairs "
                        + "(`:judge`), from ten choices on; 0: not at all."),
            ])
    }
}
