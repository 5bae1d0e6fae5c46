import Attachment
import Foundation
import Synchronization
import Workbench

/// Training, or the watching of it, told line by line; for scripts and logs.
///
/// The main thread waits for signals; a task of its own reads the engine's events.
@MainActor
struct LineSession {
    let engine: any EngineControl
    let printer: LinePrinter
    var isWatching = false
    /// Lets workbenches attach.
    var server: EngineServer?
    /// Called before anything is told of a run that is open.
    var onOpened: @Sendable (RunDescription) -> Void = { _ in }
    /// Without the run's folder.
    var resumeCommand = "cxrl train --resume --run"

    /// How the engine ended, once it has.
    private final class Ending: Sendable {
        /// Protected by its mutex.
        let outcome = Mutex<(phase: Phase, hasPaused: Bool)?>(nil)
    }

    /// Seconds between two lines of progress.
    private static let progressInterval = 10.0

    func run() -> ExitStatus {
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGUSR1]
        guard let reader = try? SignalPipe.open(signals) else { return .failed }
        let ending = Ending()
        follow(ending)
        var caught: Int32?
        var lastProgress = ContinuousClock.now
        while true {
            if let outcome = ending.outcome.withLock({ $0 }) {
                return end(outcome.phase, hasPaused: outcome.hasPaused, caught)
            }
            switch SignalPipe.next(reader, seconds: 1) {
            case SignalPipe.wakeByte?: continue
            case let number?:
                if isWatching || caught != nil { _exit(128 + Int32(number)) }
                caught = Int32(number)
                stop(ending)
            case nil:
                guard ContinuousClock.now - lastProgress >= .seconds(Self.progressInterval)
                else { continue }
                printer.progress(engine.snapshot.value)
                lastProgress = .now
            }
        }
    }

    private func follow(_ ending: Ending) {
        let (engine, printer, isWatching) = (engine, printer, isWatching)
        let (server, onOpened) = (server, onOpened)
        Task.detached {
            var last = Phase.loading
            var hasPaused = false
            var hasFailed = false
            events: for await event in engine.events {
                do { try server?.publish(event) } catch { printer.failure(error) }
                if case .runOpened(let description) = event { onOpened(description) }
                printer.print(event, engine.snapshot.value)
                guard case .phaseChanged(let phase) = event else {
                    if case .message(let message) = event, message.level == .error {
                        hasFailed = true
                    } else {
                        hasFailed = false
                    }
                    continue
                }
                last = phase
                switch phase {
                case .ready where !isWatching:
                    do { try await engine.perform(.start) } catch {
                        printer.failure(error)
                        last = .failed
                        break events
                    }
                case .paused where !isWatching && hasFailed:
                    // By itself, not because somebody who looks on asked for it.
                    hasPaused = true
                    do { try await engine.perform(.stop) } catch {
                        printer.failure(error)
                        last = .failed
                        break events
                    }
                case .complete, .stopped, .failed: break events
                case .loading, .ready, .training, .paused, .stopping: break
                }
            }
            server?.finish()
            let outcome = (phase: last, hasPaused: hasPaused)
            ending.outcome.withLock { $0 = outcome }
            SignalPipe.wake()
        }
    }

    private func stop(_ ending: Ending) {
        printer.note("saving a checkpoint; a second signal ends at once")
        let (engine, printer) = (engine, printer)
        engine.interrupter.raise()
        Task.detached {
            do { try await engine.perform(.stop) } catch {
                // Nothing more will come: the checkpoint could not be written.
                printer.failure(error)
                ending.outcome.withLock { $0 = $0 ?? (phase: .failed, hasPaused: false) }
                SignalPipe.wake()
            }
        }
    }

    private func end(_ phase: Phase, hasPaused: Bool, _ caught: Int32?) -> ExitStatus {
        if !isWatching, phase != .complete, let folder = printer.runFolder {
            printer.note("resume with: \(resumeCommand) \(folder)")
        }
        if let caught { return .signal(caught) }
        return phase == .failed || hasPaused ? .failed : .success
    }
}
