import Workbench

/// What the engine has found at the steps of trajectories, the latest ones.
struct Examinations: Sendable {
    static let limit = 32

    private var steps: [String: [Int: StepExamination]] = [:]
    private var order: [String] = []
    /// Why a trajectory could not be examined, by its path.
    private(set) var failures: [String: String] = [:]
    /// The paths that the engine was last asked for.
    private(set) var asked: Set<String> = []

    func step(_ path: String, _ step: Int) -> StepExamination? { steps[path]?[step] }

    /// Steps that are examined.
    func count(_ path: String) -> Int { steps[path]?.count ?? 0 }

    /// What is still to be examined of a trajectory, in order.
    func missing(_ path: String, steps count: Int) -> [Int] {
        guard failures[path] == nil else { return [] }
        return (0..<count).filter { steps[path]?[$0] == nil }
    }

    /// A number at each step; NaN where it is not known.
    func values(
        _ path: String?, steps count: Int, _ value: (StepExamination) -> Double?
    ) -> [Double] {
        (0..<count).map { step in
            path.flatMap { steps[$0]?[step] }.flatMap(value) ?? .nan
        }
    }

    mutating func ask(_ requests: [ExamineRequest]) {
        asked = Set(requests.map(\.trajectory))
    }

    mutating func add(_ step: StepExamination) {
        let path = step.trajectory
        steps[path, default: [:]][step.step] = step
        order.removeAll { $0 == path }
        order.append(path)
        while order.count > Self.limit { steps[order.removeFirst()] = nil }
    }

    mutating func fail(_ path: String, _ reason: String) { failures[path] = reason }
}
