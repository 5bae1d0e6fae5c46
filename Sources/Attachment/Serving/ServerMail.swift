internal import Synchronization
internal import Workbench

/// What other threads have for the server's.
final class ServerMail: Sendable {
    enum Letter: Sendable {
        case event(Event)
        case answer(client: Int, number: Int, refusal: String?)
        case finish
    }

    let bell: Bell
    /// Protected by its mutex.
    private let letters = Mutex<[Letter]>([])

    init() throws { bell = try Bell() }

    func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        bell.ring()
    }

    func take() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
