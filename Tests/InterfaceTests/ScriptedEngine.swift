import Synchronization
import Workbench

/// An engine that does what a test tells it.
final class ScriptedEngine: EngineControl {
    let events: AsyncStream<Event>
    let snapshot = Mailbox(Snapshot())
    let interrupter = Interrupter()
    /// Every command that was taken or refused, in order.
    let asked: AsyncStream<Command>

    private let tell: AsyncStream<Event>.Continuation
    private let record: AsyncStream<Command>.Continuation
    private let refuses: @Sendable (Command) -> String?

    init(refuses: @escaping @Sendable (Command) -> String? = { _ in nil }) {
        (events, tell) = AsyncStream.makeStream(of: Event.self)
        (asked, record) = AsyncStream.makeStream(of: Command.self)
        self.refuses = refuses
    }

    func publish(_ event: Event) { tell.yield(event) }

    func finish() { tell.finish() }

    func perform(_ command: Command) async throws {
        record.yield(command)
        if let reason = refuses(command) { throw CommandRefusal(reason) }
    }
}
