import Terminal

/// What every key does, in the order in which help and footer show it.
public struct KeyTable: Sendable {
    let bindings: [Binding]
    private let byScope: [Scope: [Key: Binding]]

    init(_ bindings: [Binding]) {
        self.bindings = bindings
        var table: [Scope: [Key: Binding]] = [:]
        for binding in bindings {
            for scope in binding.scopes {
                for key in binding.keys where table[scope]?[key] == nil {
                    table[scope, default: [:]][key] = binding
                }
            }
        }
        byScope = table
    }

    /// The keys as they come with the program.
    public static let standard = KeyTable(
        curves + rewards + trajectory + prompts + editor + settings + log + lines + windows + alarms
            + runs + judging + pictures + everywhere)

    /// What a key does in a scope; a scope's own binding, and there is at most one.
    func binding(for key: Key, in scope: Scope) -> Binding? {
        byScope[scope]?[key]
    }

    /// The bindings of a scope, its own first.
    func bindings(in scope: Scope) -> [Binding] {
        bindings.filter { $0.scopes.contains(scope) }
    }

    /// The keys of an action in a scope; none where it has no key there.
    func keys(of action: Action, in scope: Scope) -> [Key] {
        bindings.first { $0.action == action && $0.scopes.contains(scope) }?.keys ?? []
    }

    /// The hints of a footer: keys, words, and the action that may be disabled.
    func hints(in scope: Scope) -> [(keys: String, text: String, action: Action)] {
        let bindings = bindings(in: scope)
        let ordered = bindings.filter { !$0.isLate } + bindings.filter(\.isLate)
        return ordered.compactMap { binding in
            guard let hint = binding.hint, let first = binding.keys.first?.name else { return nil }
            let partner = bindings.first { $0.action == binding.partner }?.keys.first?.name
            return (Self.joined(first, partner), hint, binding.action)
        }
    }

    /// `←→`, but `PgUp/PgDn`.
    private static func joined(_ first: String, _ second: String?) -> String {
        guard let second else { return first }
        return first.count + second.count > 2 ? "\(first)/\(second)" : first + second
    }
}
