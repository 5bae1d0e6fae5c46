import Workbench

/// Samples of training that were made again, the latest ones.
struct Regenerations: Sendable {
    enum Outcome: Sendable, Equatable {
        case made(RegeneratedTrajectory)
        case failed(String)
    }

    /// As many as the engine keeps.
    static let limit = 32

    /// What the engine is making or about to make.
    private(set) var asked: RegenerateRequest?
    private var outcomes: [RegenerateRequest: Outcome] = [:]
    private var order: [RegenerateRequest] = []

    subscript(request: RegenerateRequest) -> Outcome? { outcomes[request] }

    func made(_ request: RegenerateRequest?) -> RegeneratedTrajectory? {
        guard let request, case .made(let result)? = outcomes[request] else { return nil }
        return result
    }

    /// A later request replaces an earlier one.
    mutating func ask(_ request: RegenerateRequest) { asked = request }

    mutating func set(_ outcome: Outcome, for request: RegenerateRequest) {
        if asked == request { asked = nil }
        order.removeAll { $0 == request }
        order.append(request)
        outcomes[request] = outcome
        while order.count > Self.limit { outcomes[order.removeFirst()] = nil }
    }

    mutating func forget(_ request: RegenerateRequest) {
        outcomes[request] = nil
        order.removeAll { $0 == request }
    }
}
