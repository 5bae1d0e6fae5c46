import Configuration
import Foundation
import Terminal
import Workbench

/// A command that takes a value; those without one are the actions.
enum ValueCommand: String, CaseIterable, Sendable {
    case set, weight, epochs, epoch, level, seed, theme, write

    var usage: String {
        switch self {
        case .set: "set KEY VALUE"
        case .weight: "weight REWARD NUMBER"
        case .epochs: "epochs NUMBER"
        case .epoch: "epoch NUMBER"
        case .level: "level debug|info|warning|alarm|error"
        case .seed: "seed NUMBER"
        case .theme: "theme NAME"
        case .write: "write FILE.txt|FILE.svg|FILE.png|FILE.json"
        }
    }

    var summary: String {
        switch self {
        case .set:
            "change a setting (,) of this run, or of the next one that is written with :write"
        case .weight: "set a reward's weight, from the next epoch"
        case .epochs: "the number of epochs after which the run is complete"
        case .epoch: "look at an epoch"
        case .level: "the least important lines that the log shows"
        case .seed: "the seed of the pictures in Prompts"
        case .theme: "change the colours"
        case .write:
            "write what is shown (.txt, .svg, .png), or the settings for a new run (.json)"
        }
    }
}

extension Model {
    mutating func acceptLine() -> [Effect] {
        switch overlay {
        case .commandLine(let editor, _):
            overlay = nil
            let line = editor.text.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty else { return [] }
            commands.removeAll { $0 == line }
            commands.append(line)
            return run(line)
        case .filter, .help, .leaving, .detaching, .alarms, .runs, .detail, .sheet, .tour, .judging,
            nil:
            overlay = nil
            return []
        }
    }

    mutating func recallCommand(older: Bool) {
        guard case .commandLine(_, let index) = overlay, !commands.isEmpty else { return }
        let next = older ? (index ?? commands.count) - 1 : (index ?? commands.count) + 1
        guard next >= 0 else { return }
        if next >= commands.count {
            overlay = .commandLine(TextEditor(), history: nil)
        } else {
            overlay = .commandLine(TextEditor(commands[next]), history: next)
        }
    }

    /// Completes as far as the candidates agree.
    mutating func completeCommand() {
        guard case .commandLine(var editor, _) = overlay else { return }
        let candidates = completions(of: editor.text)
        guard let first = candidates.first else { return }
        let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        editor.replace(with: candidates.count == 1 ? first + " " : common)
        overlay = .commandLine(editor, history: nil)
    }

    /// Whole lines that begin like this one.
    func completions(of line: String) -> [String] {
        let names =
            Action.allCases.filter(\.isCommand).map(\.rawValue) + Action.otherNames.keys
            + ValueCommand.allCases.map(\.rawValue)
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1, let command = ValueCommand(rawValue: words[0]) else {
            return names.filter { $0.hasPrefix(line) }.sorted()
        }
        if command == .set, words.count == 3, let field = try? Configuration.field(words[1]) {
            return Self.values(of: field).filter { $0.hasPrefix(words[2]) }
                .map { "set \(words[1]) \($0)" }
        }
        guard words.count == 2 else { return [] }
        let values: [String] =
            switch command {
            case .set: (runSettings.current?.fields ?? []).map(\.key)
            case .weight: weighableRewards
            case .level: LogLine.Level.allCases.map(\.rawValue)
            case .theme: availableThemes
            case .epochs, .epoch, .seed, .write: []
            }
        return values.filter { $0.hasPrefix(words[1]) }.map { "\(words[0]) \($0)" }
    }

    /// What could follow, each name with its key; of a command that is complete, what it does.
    func commandHint(_ line: String) -> String {
        if let command = ValueCommand(rawValue: line) { return command.summary }
        if let action = Action(command: line) {
            return action.summary + parenthesised(key(of: action))
        }
        return completions(of: line).filter { $0 != line }.map { candidate in
            let name = candidate.split(separator: " ").last.map(String.init) ?? candidate
            return name + parenthesised(Action(command: candidate).flatMap(key))
        }.joined(separator: "  ")
    }

    /// In the pane under the command line.
    private func key(of action: Action) -> String? {
        keys.keys(of: action, in: pane.scope).first?.name
    }

    private func parenthesised(_ text: String?) -> String { text.map { " (\($0))" } ?? "" }

    private mutating func run(_ line: String) -> [Effect] {
        let words = line.split(separator: " ").map(String.init)
        if words.count == 1, let action = Action(command: words[0]) {
            return attempt(action)
        }
        guard let command = ValueCommand(rawValue: words[0]) else {
            let near = completions(of: String(words[0].prefix(2))).first
            say(
                "There is no command “\(words[0])”" + (near.map { "; did you mean \($0)?" } ?? "."),
                as: .warning)
            return []
        }
        guard let effects = run(command, Array(words.dropFirst())) else {
            say("Write: \(command.usage)", as: .warning)
            return []
        }
        return effects
    }

    /// Nil where the values do not make sense.
    private mutating func run(_ command: ValueCommand, _ values: [String]) -> [Effect]? {
        switch command {
        case .set:
            guard let key = values.first, values.count > 1 else { return nil }
            return set(key, to: values.dropFirst().joined(separator: " "))
        case .weight:
            guard values.count == 2, weighableRewards.contains(values[0]),
                let weight = Double(values[1]), weight.isFinite, weight >= 0
            else { return nil }
            return [.perform(.setRewardWeight(reward: values[0], weight: weight))]
        case .epochs:
            guard values.count == 1, let count = Int(values[0]), count > 0 else { return nil }
            return [.perform(.setEpochs(count))]
        case .epoch:
            guard values.count == 1, let epoch = Int(values[0]), epoch > 0 else { return nil }
            look(at: epoch)
            return []
        case .level:
            guard values.count == 1, let level = LogLine.Level(rawValue: values[0]) else {
                return nil
            }
            log.level = level
            log.fromEnd = 0
            return []
        case .seed:
            guard values.count == 1, let seed = UInt64(values[0]) else { return nil }
            prompts.picture.seed = seed
            show(.prompts)
            return disabledReason(.draw) == nil ? drawPrompt() : []
        case .write:
            guard values.count == 1 else { return nil }
            if values[0].hasSuffix(".json") { return writeSettings(to: values[0]) }
            guard ScreenCopy(path: values[0]) != nil else { return nil }
            return [.writeScreen(path: values[0])]
        case .theme:
            guard values.count == 1, availableThemes.contains(values[0]) else { return nil }
            return [.chooseTheme(values[0])]
        }
    }

    /// The reward by choices joins the others with its first weight.
    private var weighableRewards: [String] {
        let judgement = RewardDescription.judgementName
        return rewardNames.contains(judgement) ? rewardNames : rewardNames + [judgement]
    }

    private mutating func look(at epoch: Int) {
        switch pane {
        case .curves where history.report(of: epoch) != nil: curves.inspected = epoch
        case .rewards where history.samples[epoch] != nil: rewards.epoch = epoch
        case .trajectory where history.trajectoryEpochs.contains(epoch): trajectory.epoch = epoch
        case .prompts, .log: say("Epochs are looked at in Curves, Rewards and Trajectory.")
        case .curves, .rewards, .trajectory:
            say("Nothing of epoch \(epoch) is here for this pane.", as: .warning)
        }
    }
}
