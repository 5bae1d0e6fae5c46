import Terminal

extension KeyTable {
    /// A line of the table that `cxrl keys` prints.
    public struct Entry: Sendable, Equatable {
        /// As files write it: a scope's name, or `everywhere`.
        public let scope: String
        /// As files and commands write it.
        public let action: String
        /// As files write them; none for a command that has no key.
        public let keys: [String]
        public let summary: String
        /// Whether the keys are others than those that come with the program.
        public let isChanged: Bool
    }

    /// Everything that has a key or can be given one. What has the same keys in all panes is told
    /// once, as a file would.
    public var entries: [Entry] {
        let common = Action.allCases.filter(isCommon)
        let own = Scope.allCases.flatMap { scope in
            let lost = Self.standard.bindings(in: scope).filter {
                keys(of: $0.action, in: scope).isEmpty
            }
            return (bindings(in: scope) + lost).filter { !common.contains($0.action) }.map {
                entry($0.action, in: scope, named: scope.rawValue, $0.description)
            }
        }
        return common.map { action in
            entry(
                action, in: action.keyedScopes.first ?? .curves, named: KeyChanges.everywhere,
                action.summary)
        } + own
    }

    /// Whether one line for everywhere says it all.
    private func isCommon(_ action: Action) -> Bool {
        let scopes = action.keyedScopes
        guard Scope.panes.isSubset(of: scopes), let first = scopes.first else { return false }
        let wanted = keys(of: action, in: first)
        return scopes.allSatisfy { scope in
            let fitting = wanted.filter { scope.allows($0) }
            return keys(of: action, in: scope) == fitting && fitting.isEmpty == wanted.isEmpty
        }
    }

    private func entry(
        _ action: Action, in scope: Scope, named name: String, _ summary: String
    ) -> Entry {
        let keys = keys(of: action, in: scope)
        return Entry(
            scope: name, action: action.rawValue, keys: keys.map(\.writtenName), summary: summary,
            isChanged: keys != Self.standard.keys(of: action, in: scope))
    }
}
