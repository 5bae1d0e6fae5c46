/// A term that was completed, which another one can still replace.
struct PromptCompletion: Sendable, Equatable {
    let terms: [String]
    /// Characters of the terms that were typed.
    let typed: Int
    var index = 0

    /// What was put behind the typed characters.
    var rest: String { String(terms[index].dropFirst(typed)) }

    var next: PromptCompletion {
        var next = self
        next.index = (index + 1) % terms.count
        return next
    }
}
