import Terminal

extension Model {
    /// How sentences name an action: by its key in a scope, the pane's where none is given, else
    /// by its command.
    func keyName(_ action: Action, in scope: Scope? = nil) -> String {
        let key = keys.keys(of: action, in: scope ?? pane.scope).first
        return key?.name ?? ":" + action.rawValue
    }
}
