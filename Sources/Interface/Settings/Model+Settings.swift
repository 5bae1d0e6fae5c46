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
        let names: [String] =
            switch field.kind {
            case .choice(let names): names
            case .flag: ["true", "false"]
            case .integer, .number, .text: []
            }
        guard !names.isEmpty else { return }
        let next = names.firstIndex(of: editor.text).map { ($0 + 1) % names.count } ?? 0
        runSettings.editor?.replace(with: names[next])
    }

    /// Tells the engine, or keeps the value for a file; one that cannot be meant stays where it is.
    mutating func acceptSetting() -> [Effect] {
        guard let field = runSettings.chosenField, let typed = try? runSettings.typed(),
            let current = runSettings.current
        else { return [] }
        let time = changeTime(of: field)
        // what is kept for a file may be whole only after further changes
        guard !time.isLive || isSound(typed.value, of: field) else { return [] }
        runSettings.editor = nil
        let isChanged = typed.value != field.value(in: current)
        runSettings.setDraft(isChanged ? typed.value : nil, of: field.key)
        guard isChanged else { return [] }
        guard time.isLive else {
            say(time.sentence)
            return []
        }
        guard let reward = weighedReward(by: field.key),
            let weight = typed.configuration.rewardWeights[reward]
        else { return [.perform(.setEpochs(typed.configuration.rlcf.epochs))] }
        return [.perform(.setRewardWeight(reward: reward, weight: weight))]
    }

    /// Whether the run could go on with it.
    private func isSound(_ value: Configuration.Value, of field: Configuration.Field) -> Bool {
        guard var changed = runSettings.current else { return false }
        return (try? field.set(value, in: &changed)) != nil && changed.validate().isEmpty
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
