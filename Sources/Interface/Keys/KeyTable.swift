import Terminal

/// All bindings, in the order in which help and footer show them.
enum KeyTable {
    static let bindings: [Binding] =
        curves + rewards + trajectory + prompts + editor + log + lines + windows + alarms + runs
        + pictures + everywhere

    /// What a key does in a scope; a scope's own binding, and there is at most one.
    static func binding(for key: Key, in scope: Scope) -> Binding? {
        byScope[scope]?[key]
    }

    /// The bindings of a scope, its own first.
    static func bindings(in scope: Scope) -> [Binding] {
        bindings.filter { $0.scopes.contains(scope) }
    }

    /// The hints of a footer: keys, words, and the action that may be disabled.
    static func hints(in scope: Scope) -> [(keys: String, text: String, action: Action)] {
        let bindings = bindings(in: scope)
        let ordered = bindings.filter { !$0.isLate } + bindings.filter(\.isLate)
        return ordered.compactMap { binding in
            guard let hint = binding.hint, let first = binding.keys.first?.name else { return nil }
            let partner = bindings.first { $0.action == binding.partner }?.keys.first?.name
            return (first + (partner ?? ""), hint, binding.action)
        }
    }

    private static let byScope: [Scope: [Key: Binding]] = {
        var table: [Scope: [Key: Binding]] = [:]
        for binding in bindings {
            for scope in binding.scopes {
                for key in binding.keys where table[scope]?[key] == nil {
                    table[scope, default: [:]][key] = binding
                }
            }
        }
        return table
    }()
}
