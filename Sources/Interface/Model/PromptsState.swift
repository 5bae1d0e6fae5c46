import Images
import Workbench

/// What the Prompts pane shows: the training prompts, edits of them, and a picture of one.
struct PromptsState: Sendable {
    /// A line of the list.
    enum Entry: Hashable, Sendable {
        /// A text of no training prompt yet.
        case scratch
        /// By the prompt's id.
        case training(Int)
        /// By its place among the texts to be added.
        case added(Int)
    }

    var chosen = Entry.scratch
    /// Edited texts; an entry without one shows its own text.
    var drafts: [Entry: TextEditor] = [:]
    var isEditing = false
    var filter = ""
    var changes = PromptChanges()
    /// All changes as of each time that the engine was told of them and has not answered yet.
    var sent: [PromptChanges] = []
    var picture = PromptPicture()
    /// Set once the pane has chosen a prompt by itself.
    var hasChosen = false
    var kept = KeptPictures()
    /// Texts that were drawn, left, put into training or forgotten.
    var past = TextHistory()
    /// The term that was completed last, until something else is changed.
    var completion: PromptCompletion?
    var sheet = VariationSheet()
}

/// Pictures of training that were read from the run folder, the latest ones.
struct KeptPictures: Sendable {
    static let limit = 32

    private var pictures: [String: GreyPicture?] = [:]
    private var order: [String] = []

    /// Whether it was asked for.
    func isKnown(_ path: String) -> Bool { pictures[path] != nil }

    subscript(path: String) -> GreyPicture? { pictures[path] ?? nil }

    /// Nil stands for one that is being read or cannot be.
    mutating func set(_ picture: GreyPicture?, for path: String) {
        if pictures.updateValue(picture, forKey: path) == nil { order.append(path) }
        while order.count > Self.limit { pictures[order.removeFirst()] = nil }
    }
}

/// Changes of the training prompts that the engine has been told of and that apply from the next
/// epoch.
struct PromptChanges: Sendable, Equatable {
    var added: [String] = []
    var removed: Set<Int> = []
    var replaced: [Int: String] = [:]

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && replaced.isEmpty }

    /// The prompts that training will have.
    func applied(to records: [PromptRecord]) -> [String] {
        records.filter { !removed.contains($0.id) }.map { replaced[$0.id] ?? $0.text } + added
    }
}

/// The picture that is made of a prompt while training goes on.
struct PromptPicture: Sendable {
    enum State: Sendable {
        case none
        /// Asked for; steps come with the snapshot.
        case requested(SampleRequest)
        case finished(SampleResult)
        case failed(String)
    }

    var state = State.none
    var seed: UInt64 = 1
    var lastID = 0
    /// When typing has paused long enough.
    var dueAt: Double?

    /// Seconds without a key that count as a pause.
    static let typingPause = 0.7

    var request: SampleRequest? {
        if case .requested(let request) = state { request } else { nil }
    }

    /// The text that the picture on the screen is of.
    var shownPrompt: String? {
        switch state {
        case .none, .failed: nil
        case .requested(let request): request.prompt
        case .finished(let result): result.prompt
        }
    }
}
