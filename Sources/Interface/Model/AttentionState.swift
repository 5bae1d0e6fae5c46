import Workbench

/// Where the policy looks for the words of a prompt, as far as it was asked.
struct AttentionState: Sendable {
    enum Outcome: Sendable, Equatable {
        case read(AttentionMaps)
        case failed(String)
    }

    static let limit = 64

    var isOn = false
    /// The chosen word, as the prompt has it, or the chosen embedding.
    var label: String?
    /// What the engine has been asked for last.
    private(set) var asked: AttentionRequest?
    private var outcomes: [AttentionRequest: Outcome] = [:]
    private var order: [AttentionRequest] = []

    subscript(request: AttentionRequest) -> Outcome? { outcomes[request] }

    mutating func ask(_ request: AttentionRequest) { asked = request }

    /// What was read; the word stays chosen.
    mutating func forget() {
        asked = nil
        outcomes = [:]
        order = []
    }

    mutating func set(_ outcome: Outcome, for request: AttentionRequest) {
        order.removeAll { $0 == request }
        order.append(request)
        outcomes[request] = outcome
        while order.count > Self.limit { outcomes[order.removeFirst()] = nil }
    }
}
