import Configuration
import Foundation
import Terminal

/// Other keys for some actions, by scope, as a file asks for them.
struct KeyChanges: Sendable, Equatable {
    /// The name that stands for every scope in which an action has keys.
    static let everywhere = "everywhere"

    private(set) var keys: [Scope: [Action: [Key]]] = [:]

    /// What a file holds: by scope and action, one key or a list of them.
    private typealias Content = [String: [String: KeyNames]]

    /// - Parameters:
    ///   - json: `{"SCOPE": {"ACTION": "KEY" or ["KEY", …]}}`.
    ///   - source: how errors name it.
    /// - Throws: `KeyFileError` with everything that is wrong but conflicts, which only the whole
    ///   table can show.
    init(json: Data, source: String) throws {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: json)
        } catch {
            throw KeyFileError([
                "\(source) holds no keys: write {\"SCOPE\": {\"ACTION\": \"KEY\"}}, or a list of "
                    + "keys, as `cxrl keys --json` does."
            ])
        }
        var problems: [String] = []
        // a scope of its own wins
        let scopes = content.keys.sorted { a, b in
            (a == Self.everywhere ? 0 : 1, a) < (b == Self.everywhere ? 0 : 1, b)
        }
        for scope in scopes {
            for (action, names) in (content[scope] ?? [:]).sorted(by: { $0.key < $1.key }) {
                do {
                    try add(names.list, action, scope)
                } catch let error as KeyFileError {
                    problems += error.sentences.map { "\(source): \($0)" }
                }
            }
        }
        guard problems.isEmpty else { throw KeyFileError(problems) }
    }

    private mutating func add(_ names: [String], _ actionName: String, _ scopeName: String) throws {
        let known = Scope.allCases.map(\.rawValue) + [Self.everywhere]
        guard known.contains(scopeName) else {
            throw KeyFileError.unknown("scope", scopeName, among: known)
        }
        guard let action = Action(rawValue: actionName) else {
            throw KeyFileError.unknown(
                "action", actionName, among: Action.allCases.map(\.rawValue))
        }
        let keys = try names.map { name in
            guard let key = Key(named: name) else {
                throw KeyFileError.unknown("key", name, among: Key.names)
            }
            return key
        }
        try check(keys, action)
        guard let scope = Scope(rawValue: scopeName) else {
            for scope in action.keyedScopes {
                let fitting = keys.filter { scope.allows($0) }
                guard !fitting.isEmpty || keys.isEmpty else { continue }
                self.keys[scope, default: [:]][action] = fitting
            }
            return
        }
        try check(keys, action, in: scope)
        self.keys[scope, default: [:]][action] = keys
    }

    private func check(_ keys: [Key], _ action: Action) throws {
        if keys.isEmpty, !action.isCommand {
            throw KeyFileError([
                "\(action.rawValue) needs a key, for it is no command: leave it out, or give it one."
            ])
        }
        let interrupt = Key.control("c")
        if action == .interrupt, !keys.contains(interrupt) {
            throw KeyFileError([
                "\(interrupt.writtenName) always saves and leaves: keep it among the keys of "
                    + "\(action.rawValue)."
            ])
        }
        for key in keys where Self.kept.contains(key) && action != .interrupt {
            throw KeyFileError([
                "\(key.writtenName) is kept by the terminal: give \(action.rawValue) another key."
            ])
        }
    }

    /// Terminals make signals of them.
    private static let kept: [Key] = [.control("c"), .control("z"), .control("\\")]

    private func check(_ keys: [Key], _ action: Action, in scope: Scope) throws {
        let isPaneCommand = action.isCommand && Scope.panes.contains(scope)
        guard isPaneCommand || action.keyedScopes.contains(scope) else {
            let names = action.keyedScopes.map(\.rawValue).joined(separator: ", ")
            throw KeyFileError([
                "In \(scope.rawValue) there is no \(action.rawValue): it belongs to \(names)."
            ])
        }
        if let letter = keys.first(where: { !scope.allows($0) }) {
            throw KeyFileError([
                "In \(scope.rawValue) “\(letter.writtenName)” is text: give \(action.rawValue) a key "
                    + "such as Ctrl-g or F5."
            ])
        }
    }
}

/// One name, or a list of them.
private struct KeyNames: Decodable {
    let list: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        list =
            if let name = try? container.decode(String.self) { [name] } else {
                try container.decode([String].self)
            }
    }
}

extension Action {
    /// Where it has keys as the program comes, in order; the panes where it has none at all.
    var keyedScopes: [Scope] {
        let scopes = Scope.allCases.filter {
            !KeyTable.standard.keys(of: self, in: $0).isEmpty
        }
        return scopes.isEmpty ? Scope.allCases.filter(Scope.panes.contains) : scopes
    }
}

extension Scope {
    /// Whether a key is not text there.
    func allows(_ key: Key) -> Bool {
        if takesText, case .character = key { false } else { true }
    }
}
