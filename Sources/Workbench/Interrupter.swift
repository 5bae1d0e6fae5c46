internal import Synchronization

/// A request to come to a safe place soon, visible from every thread.
public final class Interrupter: Sendable {
    private let flag = Atomic(false)

    public init() {}

    public var isRaised: Bool { flag.load(ordering: .acquiring) }

    public func raise() { flag.store(true, ordering: .releasing) }

    public func lower() { flag.store(false, ordering: .releasing) }
}
