internal import Foundation
public import Runs
internal import Synchronization
public import Workbench

/// An engine at work in another process of this machine, as a workbench here sees it: the same
/// events, snapshots and commands. The run goes on when it is left.
public final class RemoteEngine: EngineControl {
    public let events: AsyncStream<Event>
    public let snapshot = Mailbox(Snapshot())
    /// The run's process raises its own when it is asked to stop.
    public let interrupter = Interrupter()

    private let publisher: AsyncStream<Event>.Continuation
    private let descriptor: Int32
    /// Protected by its mutex.
    private let calls = Mutex(Calls())
    /// Held while a message is written, so that two are never mixed, and while the socket is closed.
    private let writing = Mutex(())

    private struct Calls {
        var isOpen = true
        var next = 1
        var waiting: [Int: CheckedContinuation<String?, Never>] = [:]
    }

    /// Seconds that the run's process may take to greet.
    private static let patience = 10

    /// Whether a process on this machine offers the run.
    public static func isOffered(_ folder: RunFolder) -> Bool {
        guard RunLock.liveHolder(folder)?.isOnThisHost == true,
            let descriptor = try? SocketPlace(folder, environment: [:]).connect()
        else { return false }
        close(descriptor)
        return true
    }

    /// Connects and waits for the greeting.
    ///
    /// - Throws: `AttachmentError`.
    public init(_ folder: RunFolder, program: String) throws {
        descriptor = try SocketPlace(folder, environment: [:]).connect()
        (events, publisher) = AsyncStream.makeStream(of: Event.self)
        var reader = FrameReader()
        do {
            guard UnixSocket.peerUser(descriptor) == geteuid() else {
                throw AttachmentError.foreignPeer(run: folder.path)
            }
            try greet(&reader, program: program, run: folder.path)
        } catch {
            Foundation.close(descriptor)
            throw error
        }
        let first = reader
        let thread = Thread { [self] in listen(first, run: folder.path) }
        thread.name = "cxrl attachment"
        thread.start()
    }

    /// Leaves the run; it goes on.
    public func leave() {
        calls.withLock { if $0.isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    public func perform(_ command: Command) async throws {
        let refusal = await withCheckedContinuation { answer in
            let number: Int? = calls.withLock { calls in
                guard calls.isOpen else { return nil }
                defer { calls.next += 1 }
                calls.waiting[calls.next] = answer
                return calls.next
            }
            guard let number else { return answer.resume(returning: Self.gone) }
            send(.command(number: number, command))
        }
        guard let refusal else { return }
        // A process that ends as it was asked to may be gone before it has answered.
        if command == .stop, refusal == Self.gone { return }
        throw CommandRefusal(refusal)
    }

    private static let gone = "The run's process is not there any more."

    private func greet(_ reader: inout FrameReader, program: String, run: String) throws {
        send(.hello(version: WireProtocol.version, program: program))
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        while true {
            if case .welcome(let version, let other)? = try reader.next(ServerMessage.self) {
                guard version == WireProtocol.version else {
                    throw AttachmentError.otherVersion(program: other)
                }
                break
            }
            guard receive(&reader) else { throw AttachmentError.notOffered(run: run) }
        }
        limit.tv_sec = 0
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    }

    private func listen(_ first: FrameReader, run: String) {
        var reader = first
        var phase = Phase.loading
        var problem: String?
        do {
            repeat {
                while let message = try reader.next(ServerMessage.self) {
                    if case .event(.phaseChanged(let next)) = message { phase = next }
                    take(message)
                }
            } while receive(&reader)
        } catch {
            problem = String(describing: error)
        }
        end(phase, run: run, problem: problem)
    }

    private func take(_ message: ServerMessage) {
        switch message {
        case .welcome: break
        case .event(let event): publisher.yield(event)
        case .snapshot(let value): snapshot.post(value)
        case .answer(let number, let refusal):
            let waiting = calls.withLock { $0.waiting.removeValue(forKey: number) }
            waiting?.resume(returning: refusal)
        }
    }

    /// Says why nothing more comes, unless the run had ended.
    private func end(_ phase: Phase, run: String, problem: String?) {
        let waiting = calls.withLock { calls in
            defer { calls.waiting = [:] }
            calls.isOpen = false
            return calls.waiting.values.map { $0 }
        }
        writing.withLock { _ in _ = Foundation.close(descriptor) }
        for answer in waiting { answer.resume(returning: Self.gone) }
        if ![.stopped, .complete, .failed].contains(phase) {
            let reason =
                problem ?? "The run's process is not there any more, or has let this workbench go: "
                + "attach again with `cxrl attach \(run)`, or go on with `cxrl train --resume --run "
                + "\(run)`."
            let time = Date().timeIntervalSince1970
            publisher.yield(.message(Message(level: .warning, text: reason, time: time)))
            snapshot.update { $0.phase = .stopped }
            publisher.yield(.phaseChanged(.stopped))
        }
        publisher.finish()
    }

    private func receive(_ reader: inout FrameReader) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            reader.append(bytes[..<count])
            return true
        }
    }

    /// A failure shows when the answer is read.
    private func send(_ message: ClientMessage) {
        guard let frame = try? WireFrame.data(message) else { return }
        writing.withLock { _ in
            guard calls.withLock({ $0.isOpen }) else { return }
            UnixSocket.send(frame, to: descriptor)
        }
    }
}
