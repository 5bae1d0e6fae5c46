extension Configuration {
    private static let fieldsByKey = Dictionary(
        uniqueKeysWithValues: fields.map { ($0.key, $0) })

    /// - Throws: `ConfigurationError` that names the nearest key.
    public static func field(_ key: String) throws -> Field {
        guard let field = fieldsByKey[key] ?? userField(key) else {
            let nearest = Nearest.key(
                to: key, among: fields.map(\.key) + (userFields(key) ?? []).map(\.key))
            let hint = nearest.map { "did you mean \($0)?" } ?? "see `cxrl config --help`."
            throw ConfigurationError(key: key, "There is no setting \(key): \(hint)")
        }
        return field
    }

    private static func userField(_ key: String) -> Field? {
        userFields(key)?.first { $0.key == key }
    }

    /// The settings of the user's reward that a key like `rewards.NAME.weight` is about.
    private static func userFields(_ key: String) -> [Field]? {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Rewards.section.name else { return nil }
        let name = String(parts[1])
        guard !name.isEmpty, !Rewards.builtInNames.contains(name) else { return nil }
        return UserReward.fields(of: name)
    }

    /// Applies `key=value`.
    public mutating func apply(assignment: String) throws {
        guard let sign = assignment.firstIndex(of: "=") else {
            throw ConfigurationError("--set needs key=value, not “\(assignment)”.")
        }
        let key = assignment[..<sign].trimmingBlanks
        let text = assignment[assignment.index(after: sign)...].trimmingBlanks
        try Self.field(key).set(text: text, in: &self)
    }

    /// Changes how much a reward counts.
    ///
    /// - Throws: `ConfigurationError` for an unknown reward, or a weight out of range.
    public mutating func setRewardWeight(_ weight: Double, of reward: String) throws {
        try Self.field("rewards.\(reward).weight").set(.number(weight), in: &self)
    }

    /// Fields whose value differs from that in `other`.
    public func differences(from other: Configuration) -> [Field] {
        var both = self
        both.rewards.user.merge(other.rewards.user) { own, _ in own }
        return both.fields.filter { $0.value(in: self) != $0.value(in: other) }
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
