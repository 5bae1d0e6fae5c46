/// Everything that a training run can be told, with the defaults of the shipped configuration.
///
/// Values only. Keys on the command line and in files are the field's snake_case
/// (`rollout.samples_per_prompt`); `Configuration.sections` lists every one with its unit, range
/// and explanation.
public struct Configuration: Sendable, Equatable {
    public var model = Model()
    public var rollout = Rollout()
    public var rlcf = RLCF()
    public var anchor = Anchor()
    public var ace = ACE()
    public var adapter = Adapter()
    public var optimizer = Optimizer()
    public var rewards = Rewards()
    public var preview = Preview()
    public var run = Run()

    /// The built-in defaults.
    public init() {}

    /// All but the settings of users' own rewards, in the order in which they are shown and
    /// written.
    public static let sections: [Section] = [
        Model.section, Rollout.section, RLCF.section, Anchor.section, ACE.section,
        Adapter.section, Optimizer.section, Rewards.section, Preview.section, Run.section,
    ]

    public static let fields: [Field] = sections.flatMap(\.fields)

    /// What the reference tells of: the sections, with one that stands for any user's reward.
    static let documentedSections: [Section] = sections.flatMap { section in
        section.name == Rewards.section.name ? [section, UserReward.section] : [section]
    }

    /// Every setting of this configuration, those of the user's rewards among them.
    public var fields: [Field] {
        Self.sections.flatMap { section in
            guard section.name == Rewards.section.name else { return section.fields }
            return section.fields
                + rewards.user.keys.sorted().flatMap { UserReward.fields(of: $0) }
        }
    }

    /// A group of fields.
    public struct Section: Sendable {
        /// The first part of its keys.
        public let name: String
        /// One line.
        public let explanation: String
        public let fields: [Field]
    }
}
