/// The trajectories in memory: the most recently looked at ones.
struct TrajectoryStore: Sendable {
    enum Entry: Sendable {
        case loading
        case ready(TrajectoryFrames)
        case failed(String)
    }

    /// How many are kept.
    static let limit = 8

    private var entries: [String: Entry] = [:]
    /// Paths, the least recently used first.
    private var order: [String] = []

    subscript(path: String) -> Entry? { entries[path] }

    func frames(_ path: String?) -> TrajectoryFrames? {
        guard let path, case .ready(let frames)? = entries[path] else { return nil }
        return frames
    }

    mutating func set(_ entry: Entry, for path: String) {
        entries[path] = entry
        touch(path)
        while order.count > Self.limit { entries[order.removeFirst()] = nil }
    }

    mutating func touch(_ path: String) {
        guard entries[path] != nil else { return }
        order.removeAll { $0 == path }
        order.append(path)
    }

    /// Forgets failures, so that they are tried again.
    mutating func forgetFailures() {
        for (path, entry) in entries {
            guard case .failed = entry else { continue }
            entries[path] = nil
            order.removeAll { $0 == path }
        }
    }
}
