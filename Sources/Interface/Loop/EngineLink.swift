import Foundation
import Workbench

/// Carries commands to the engine one after another, and its events back, on threads of their
/// own.
final class EngineLink: Sendable {
    private let commands: AsyncStream<Command>.Continuation
    private let sender: Task<Void, Never>
    private let receiver: Task<Void, Never>
    /// Signalled when every command has been carried out.
    private let sent = DispatchSemaphore(value: 0)

    init(_ engine: any EngineControl, inbox: Inbox) {
        let (stream, continuation) = AsyncStream.makeStream(of: Command.self)
        commands = continuation
        sender = Task.detached { [sent] in
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
        receiver = Task.detached {
            for await event in engine.events { inbox.post(.event(event)) }
            inbox.post(.eventsEnded)
        }
    }

    func send(_ command: Command) { commands.yield(command) }

    /// Waits until what was sent last is carried out, a second at most; the rest is not given up.
    func close() {
        commands.finish()
        _ = sent.wait(timeout: .now() + .seconds(1))
        receiver.cancel()
    }

    /// Returns when everything that was sent before ``close()`` is carried out.
    func drained() async { await sender.value }
}
