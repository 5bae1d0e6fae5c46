import Foundation
import Workbench

/// Carries commands to the engine one after another, and its events back, on threads of their
/// own.
final class EngineLink: Sendable {
    private let commands: AsyncStream<Command>.Continuation
    private let tasks: [Task<Void, Never>]
    /// Signalled when every command has been carried out.
    private let sent = DispatchSemaphore(value: 0)

    init(_ engine: any EngineControl, inbox: Inbox) {
        let (stream, continuation) = AsyncStream.makeStream(of: Command.self)
        commands = continuation
        let sender = Task.detached { [sent] in
            defer { sent.signal() }
            for await command in stream {
                do {
                    try await engine.perform(command)
                } catch let refusal as CommandRefusal {
                    inbox.post(.refused(command, reason: refusal.reason))
                } catch {
                    inbox.post(.refused(command, reason: String(describing: error)))
                }
            }
        }
        let receiver = Task.detached {
            for await event in engine.events { inbox.post(.event(event)) }
            inbox.post(.eventsEnded)
        }
        tasks = [sender, receiver]
    }

    func send(_ command: Command) { commands.yield(command) }

    /// What was sent last is carried out, if that takes no longer than a second.
    func close() {
        commands.finish()
        _ = sent.wait(timeout: .now() + .seconds(1))
        for task in tasks { task.cancel() }
    }
}
