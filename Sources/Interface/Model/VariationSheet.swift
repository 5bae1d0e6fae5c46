import Text
import Workbench

/// Variations of a prompt, one term changed, drawn from one seed by several models.
struct VariationSheet: Sendable {
    struct Place: Hashable, Sendable {
        /// Of the variation.
        let prompt: Int
        let branch: ModelBranch
    }

    static let branches: [ModelBranch] = [.policy, .anchor, .policyWithoutEmbeddings]

    private(set) var prompt = ""
    private(set) var terms: [VariableTerm] = []
    /// Place of the term that varies.
    var chosen = 0
    var seed: UInt64 = 1
    private(set) var request: SheetRequest?
    private(set) var pictures: [Place: SheetPicture] = [:]
    private(set) var failure: String?
    /// When the keys have rested long enough.
    var dueAt: Double?
    private var lastID = 0

    var term: VariableTerm? { terms.indices.contains(chosen) ? terms[chosen] : nil }

    /// Whether the engine is still at it.
    var isUnderWay: Bool {
        guard let request, failure == nil else { return false }
        return pictures.count < request.count
    }

    /// - Parameter cursor: the term there, or the next one before it, varies first.
    mutating func open(_ prompt: String, seed: UInt64, cursor: Int?) {
        self.prompt = prompt
        self.seed = seed
        terms = FieldTerms.variable(in: prompt)
        chosen = cursor.flatMap { place in terms.lastIndex { $0.range.lowerBound <= place } } ?? 0
    }

    /// What has to be asked for; what was drawn before is forgotten.
    mutating func begin() -> SheetRequest? {
        dueAt = nil
        pictures = [:]
        failure = nil
        guard let term else { return nil }
        lastID += 1
        let request = SheetRequest(
            id: lastID, prompts: term.choices.indices.map { term.text(prompt, choice: $0) },
            seed: seed, branches: Self.branches)
        self.request = request
        return request
    }

    mutating func add(_ picture: SheetPicture) {
        guard picture.id == request?.id else { return }
        pictures[Place(prompt: picture.prompt, branch: picture.branch)] = picture
    }

    mutating func fail(id: Int, _ reason: String) {
        if id == request?.id { failure = reason }
    }
}
