import Synchronization
import Terminal

/// Messages from other threads, in order, for the one that draws.
final class Inbox: Sendable {
    private let pipe: WakePipe
    /// Protected by its mutex.
    private let messages = Mutex<[Message]>([])

    init(waking pipe: WakePipe) {
        self.pipe = pipe
    }

    func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        pipe.wake()
    }

    /// Empties it.
    func take() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
