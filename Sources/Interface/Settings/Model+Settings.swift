import Configuration
import Terminal
import Workbench

extension Model {
    private static let epochsKey = "rlcf.epochs"

    /// When a change of a setting would take effect, as things are now.
    func changeTime(of field: Configuration.Field) -> ChangeTime {
        guard field.isLive else { return .newRun }
        guard engineReason(.raiseWeight) == nil else { return .onResume }
        if field.key == Self.epochsKey { return .now }
        return weighedReward(by: field.key) == nil ? .onResume : .nextRollout
    }

    /// The run's reward whose weight a setting is.
    private func weighedReward(by key: String) -> String? {
        rewardNames.first { key == Self.weightKey($0) }
    }

    private static func weightKey(_ reward: String) -> String { "rewards.\(reward).weight" }

    mutating func openSettings() {
        show(pane)
        runSettings.isOpen = true
    }

    mutating func take(_ result: Result<Configuration, TrajectoryFailure>) {
        switch result {
        case .success(let configuration): runSettings.read(configuration)
        case .failure(let failure): runSettings.failure = failure.description
        }
    }

    mutating func moveInSettings(_ action: Action) {
        runSettings.chosen = moved(runSettings.chosen, action, count: runSettings.shown.count)
    }

    mutating func editSetting() {
        guard let field = runSettings.chosenField, let wanted = runSettings.wanted else { return }
        runSettings.editor = TextEditor(field.value(in: wanted).text)
    }

    /// The next of a few values.
    mutating func completeSetting() {
        guard let field = runSettings.chosenField, let editor = runSettings.editor else { return }
        let values = Self.values(of: field)
        guard !values.isEmpty else { return }
        let next = values.firstIndex(of: editor.text).map { ($0 + 1) % values.count } ?? 0
        runSettings.editor?.replace(with: values[next])
    }

    /// All that a setting can be, where those are few.
    static func values(of field: Configuration.Field) -> [String] {
        switch field.kind {
        case .choice(let names): names
        case .flag: ["true", "false"]
        case .integer, .number, .text: []
        }
    }

    /// A value that cannot be meant stays where it is typed.
    mutating func acceptSetting() -> [Effect] {
        guard let field = runSettings.chosenField, let typed = try? runSettings.typed(),
            let effects = try? change(field, as: typed.configuration)
        else { return [] }
        runSettings.editor = nil
        return effects
    }

    /// As `--set` on the command line.
    mutating func set(_ key: String, to text: String) -> [Effect] {
        guard var wanted = runSettings.wanted else {
            say("The run's settings are not read yet.", as: .warning)
            return []
        }
        do {
            let field = try Configuration.field(key)
            try field.set(text: text, in: &wanted)
            return try change(field, as: wanted)
        } catch let error as ConfigurationError {
            say(error.violations.first?.sentence ?? "\(error)", as: .warning)
        } catch {
            say("\(error)", as: .warning)
        }
        return []
    }

    /// Tells the engine of a setting's value, or keeps it for a file.
    ///
    /// - Throws: `ConfigurationError` where the run could not go on with it.
    private mutating func change(
        _ field: Configuration.Field, as wanted: Configuration
    ) throws -> [Effect] {
        guard let current = runSettings.current else { return [] }
        let value = field.value(in: wanted)
        let time = changeTime(of: field)
        // what is kept for a file may be whole only after further changes
        if time.isLive { try checkRun(with: value, of: field, current) }
        let isChanged = value != field.value(in: current)
        runSettings.setDraft(isChanged ? value : nil, of: field.key)
        guard isChanged else {
            say("\(field.key) is \(value.text) already.")
            return []
        }
        guard time.isLive else {
            say(time.sentence)
            return []
        }
        guard let reward = weighedReward(by: field.key),
            let weight = wanted.rewardWeights[reward]
        else { return [.perform(.setEpochs(wanted.rlcf.epochs))] }
        return [.perform(.setRewardWeight(reward: reward, weight: weight))]
    }

    private func checkRun(
        with value: Configuration.Value, of field: Configuration.Field, _ current: Configuration
    ) throws {
        var changed = current
        try field.set(value, in: &changed)
        let violations = changed.validate()
        guard violations.isEmpty else { throw ConfigurationError(violations) }
    }

    /// The engine has refused a change: the run keeps what it has.
    mutating func forgetSetting(refusedBy command: Command) {
        switch command {
        case .setRewardWeight(let reward, _): runSettings.setDraft(nil, of: Self.weightKey(reward))
        case .setEpochs: runSettings.setDraft(nil, of: Self.epochsKey)
        default: break
        }
    }

    /// The settings as a file that a new run can begin with.
    mutating func writeSettings(to path: String) -> [Effect] {
        guard let wanted = runSettings.wanted else {
            say("The run's settings are not read yet.", as: .warning)
            return []
        }
        if let violation = wanted.validate().first {
            say(violation.sentence, as: .warning)
            return []
        }
        return [.writeSettings(wanted.json, path: path)]
    }
}
