internal import Synchronization

/// Holds the latest value; a reader sees each version at most once if it asks with `take`.
public final class Mailbox<Value: Sendable>: Sendable {
    private struct Contents: Sendable {
        var value: Value
        var isFresh: Bool
        var onPost: (@Sendable () -> Void)?
    }

    /// Protected by its mutex.
    private let contents: Mutex<Contents>

    public init(_ value: Value) {
        contents = Mutex(Contents(value: value, isFresh: true, onPost: nil))
    }

    /// The latest value.
    public var value: Value { contents.withLock { $0.value } }

    /// Replaces the value, and calls the observer outside the lock.
    public func post(_ value: Value) {
        let observer = contents.withLock { contents in
            contents.value = value
            contents.isFresh = true
            return contents.onPost
        }
        observer?()
    }

    /// Changes the value in place, and calls the observer outside the lock.
    public func update(_ change: (inout Value) -> Void) {
        let observer = contents.withLock { contents in
            change(&contents.value)
            contents.isFresh = true
            return contents.onPost
        }
        observer?()
    }

    /// The value, if it was posted since the last call.
    public func take() -> Value? {
        contents.withLock { contents in
            guard contents.isFresh else { return nil }
            contents.isFresh = false
            return contents.value
        }
    }

    /// Sets what is called after each post, on the poster's thread: it must be quick and must not
    /// block (writing one byte to a pipe).
    public func observe(_ observer: (@Sendable () -> Void)?) {
        contents.withLock { $0.onPost = observer }
    }
}
