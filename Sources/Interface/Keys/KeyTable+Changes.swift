import Foundation
import Terminal

extension KeyTable {
    /// The standard keys with what a file changes.
    ///
    /// - Throws: `KeyFileError` where the file cannot be read or meant, or where a key would mean
    ///   two things.
    public init(contentsOf path: String) throws {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw KeyFileError([
                "The keys in \(path) cannot be read: check the path and its permissions."
            ])
        }
        try self.init(json: data, source: path)
    }

    /// - Parameter source: how errors name the data.
    init(json: Data, source: String) throws {
        self = Self.standard.changed(by: try KeyChanges(json: json, source: source))
        let conflicts = conflicts.map { "\(source): \($0)" }
        guard conflicts.isEmpty else { throw KeyFileError(conflicts) }
    }

    func changed(by changes: KeyChanges) -> KeyTable {
        KeyTable(bindings.flatMap { $0.changed(by: changes) } + additions(of: changes))
    }

    /// Keys for commands that have none.
    private func additions(of changes: KeyChanges) -> [Binding] {
        Scope.allCases.flatMap { scope in
            (changes.keys[scope] ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
                .filter { keys(of: $0.key, in: scope).isEmpty && !$0.value.isEmpty }
                .map { Binding($0.value, $0.key, in: [scope]) }
        }
    }

    /// A sentence for every key that means two things.
    private var conflicts: [String] {
        Scope.allCases.flatMap { scope in
            var owners: [Key: Action] = [:]
            var sentences: [String] = []
            for binding in bindings(in: scope) {
                for key in binding.keys {
                    guard let owner = owners.updateValue(binding.action, forKey: key) else {
                        continue
                    }
                    sentences.append(
                        "In \(scope.rawValue) “\(key.writtenName)” would mean \(owner.rawValue) and "
                            + "\(binding.action.rawValue): give one of them another key.")
                }
            }
            return sentences
        }
    }
}

extension Binding {
    /// The binding as it is where nothing changes, then one for each of its new sets of keys.
    fileprivate func changed(by changes: KeyChanges) -> [Binding] {
        let changed = Scope.allCases.filter {
            scopes.contains($0) && changes.keys[$0]?[action] != nil
        }
        guard !changed.isEmpty else { return [self] }
        var parts: [(keys: [Key], scopes: Set<Scope>)] = [(keys, scopes.subtracting(changed))]
        for scope in changed {
            let wanted = changes.keys[scope]?[action] ?? []
            if let index = parts.firstIndex(where: { $0.keys == wanted }) {
                parts[index].scopes.insert(scope)
            } else {
                parts.append((wanted, [scope]))
            }
        }
        return parts.filter { !$0.keys.isEmpty && !$0.scopes.isEmpty }.map { part in
            Binding(
                part.keys, action, in: part.scopes, note: note, hint: hint, with: partner,
                isLate: isLate)
        }
    }
}
