import Terminal

/// A line of the key table: keys, where they work, and what they do there.
///
/// Dispatch, footer and help are all made from it.
struct Binding: Sendable {
    let keys: [Key]
    let action: Action
    let scopes: Set<Scope>
    /// Says it better than the action's own summary does, for these scopes.
    let note: String?
    /// What the footer calls it; nil leaves it to the help.
    let hint: String?
    /// The action of the opposite key, shown in the same hint: `←→ step`.
    let partner: Action?
    /// Whether the footer shows it only where there is room after the others.
    let isLate: Bool

    init(
        _ keys: [Key], _ action: Action, in scopes: Set<Scope>, note: String? = nil,
        hint: String? = nil, with partner: Action? = nil, isLate: Bool = false
    ) {
        self.keys = keys
        self.action = action
        self.scopes = scopes
        self.note = note
        self.hint = hint
        self.partner = partner
        self.isLate = isLate
    }

    var description: String { note ?? action.summary }

    var keyNames: String { keys.map(\.name).joined(separator: " ") }
}
