import Synchronization
import Workbench

/// An engine that says what a test says, and remembers what it was asked.
final class ScriptedEngine: EngineControl {
    let events: AsyncStream<Event>
    let snapshot = Mailbox(Snapshot())
    let interrupter = Interrupter()
    private let told: AsyncStream<Command>.Continuation
    /// In the order in which they came.
    let commands: AsyncStream<Command>

    init() {
        events = AsyncStream { $0.finish() }
        (commands, told) = AsyncStream.makeStream(of: Command.self)
    }

    func perform(_ command: Command) async throws {
        told.yield(command)
        if case .setEpochs(let epochs) = command, epochs < 5 {
            throw CommandRefusal("5 epochs are done.")
        }
    }
}
