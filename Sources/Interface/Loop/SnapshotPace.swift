import Synchronization

/// Says when the engine's snapshots are looked at: no more often than a person needs, because each
/// time that the screen's thread runs, a training waits that needs all of its threads at once.
final class SnapshotPace: Sendable {
    /// Seconds between two looks while somebody uses the screen.
    static let lively = 0.1
    /// Seconds between two looks otherwise.
    static let calm = 0.5
    /// Seconds after a key in which somebody uses the screen.
    static let liveliness = 5.0

    private struct Times {
        var look = -Double.infinity
        var key = -Double.infinity
    }

    /// Protected by its mutex.
    private let times = Mutex(Times())

    /// The time from which on a new snapshot is looked at; all times are seconds since 1970.
    func due(now: Double) -> Double {
        times.withLock { times in
            times.look + (now - times.key < Self.liveliness ? Self.lively : Self.calm)
        }
    }

    func looked(at now: Double) { times.withLock { $0.look = now } }

    func typed(at now: Double) { times.withLock { $0.key = now } }
}
