internal import Foundation
internal import Synchronization
public import Workbench

/// Follows a run through its store: one of another process while it trains, or one that is done.
///
/// Tells the run's past as events first (its samples of the latest epochs only), then what comes
/// to it. Commands are refused: the run is another process's. Choices between pictures are kept
/// where no process holds the run.
public final class RunFollower: EngineControl {
    public let events: AsyncStream<Event>
    public let snapshot: Mailbox<Snapshot>
    /// Raised by nobody: there is nothing to interrupt.
    public let interrupter = Interrupter()
    public let folder: RunFolder
    private let polling: Task<Void, Never>

    /// Begins to follow.
    ///
    /// - Parameter interval: between two looks at the store.
    public init(_ folder: RunFolder, interval: Duration = .seconds(1)) {
        self.folder = folder
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let mailbox = Mailbox(Snapshot())
        self.events = events
        snapshot = mailbox
        polling = Task.detached(priority: .utility) {
            var cursor = FollowerCursor(folder)
            while !Task.isCancelled {
                for event in cursor.poll() { continuation.yield(event) }
                if cursor.snapshot != mailbox.value { mailbox.post(cursor.snapshot) }
                try? await Task.sleep(for: interval)
            }
            continuation.finish()
        }
    }

    deinit {
        polling.cancel()
    }

    /// Ends the stream of events.
    public func stop() {
        polling.cancel()
    }

    /// Keeps choices between pictures where no process holds the run; otherwise throws
    /// `CommandRefusal`, with the reason.
    public func perform(_ command: Command) async throws {
        guard RunLock.liveHolder(folder) == nil else { throw refusal(of: command) }
        do {
            switch command {
            case .judge(let judgement):
                _ = try RunStore(folder, lock: RunLock(folder)).keep(judgement)
            case .withdrawJudgement(let id):
                _ = try RunStore(folder, lock: RunLock(folder)).withdrawJudgement(id)
            default: throw refusal(of: command)
            }
        } catch let refusal as CommandRefusal {
            throw refusal
        } catch {
            throw CommandRefusal("\(error)")
        }
    }

    /// Why a command is not taken, for a front end that greys its keys out.
    public func refusal(of command: Command) -> CommandRefusal {
        if let holder = RunLock.liveHolder(folder) {
            return CommandRefusal(
                "This run is trained by process \(holder.pid) on \(holder.host) and is only "
                    + "looked at here: ask there.")
        }
        switch command {
        case .start, .resume, .setEpochs:
            return CommandRefusal(
                "This run is only looked at: go on with `cxrl train --resume --run "
                    + "\(folder.path)`.")
        case .sample, .cancelSample, .sheet, .cancelSheet:
            return CommandRefusal(
                "This run is only looked at, without its model: use `cxrl sample --run "
                    + "\(folder.path)`.")
        case .pause, .stop, .saveCheckpoint, .decode, .examine, .attend, .regenerate,
            .setRewardWeight, .setPrompts, .rollBack, .judge, .withdrawJudgement:
            return CommandRefusal(
                "This run is only looked at, and nothing trains it: resume it first with `cxrl "
                    + "train --resume --run \(folder.path)`.")
        }
    }
}
