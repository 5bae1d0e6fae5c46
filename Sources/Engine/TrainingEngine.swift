internal import Foundation
internal import Runs
internal import Synchronization
public import Workbench

/// The actor that owns every tensor, on a thread of its own.
///
/// Returns from its initialiser at once; libtorch, the model and the run are loaded behind it, and
/// what goes wrong arrives as an event.
public actor TrainingEngine: EngineControl {
    public nonisolated let events: AsyncStream<Event>
    public nonisolated let snapshot = Mailbox(Snapshot())
    public nonisolated let interrupter = Interrupter()

    private nonisolated let thread: TensorThread
    private nonisolated let publisher: AsyncStream<Event>.Continuation
    /// Protected by its mutex.
    private nonisolated let storedFailure = Mutex<String?>(nil)
    private let options: EngineOptions
    private var session: RunSession?
    private var waiting: CheckedContinuation<Void, Never>?
    /// Commands that came before the run was open.
    private var early: [Command] = []
    private var hasEnded = false

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    public init(_ options: EngineOptions) {
        self.options = options
        thread = TensorThread(name: "cxrl engine")
        (events, publisher) = AsyncStream.makeStream(of: Event.self)
        Task { await run() }
        Task { await publishWhileIdle() }
    }

    deinit { thread.finish() }

    /// Why the run failed, if it did: one sentence.
    public nonisolated var failure: String? { storedFailure.withLock { $0 } }

    public func perform(_ command: Command) async throws {
        guard !hasEnded else {
            throw CommandRefusal("The run has ended; resume it to go on.")
        }
        guard let session else {
            if command == .stop { early.removeAll() }
            early.append(command)
            return
        }
        defer { wake() }
        if command == .stop { interrupter.lower() }
        try session.perform(command)
    }

    private func run() async {
        do {
            try open()
            while let session, session.phase != .stopped {
                if session.hasWork {
                    try session.advance()
                    await Task.yield()
                } else {
                    await withCheckedContinuation { waiting = $0 }
                }
            }
        } catch {
            fail("\(error)")
        }
        hasEnded = true
        session = nil
        publisher.finish()
    }

    /// Readers on other machines hear of a pause, too, after which nothing is recorded.
    private func publishWhileIdle() async {
        while !hasEnded {
            try? await Task.sleep(for: .seconds(3))
            if session?.hasWork == false { session?.store.publishIfRead() }
        }
    }

    private func wake() {
        waiting?.resume()
        waiting = nil
    }

    private func open() throws {
        snapshot.update { $0.activity = .loadingModel }
        let publisher = publisher
        let session = try RunSession(
            options, interrupter: interrupter, snapshot: snapshot
        ) { publisher.yield($0) }
        self.session = session
        try fitPreview(session)
        for command in early {
            if command == .stop { interrupter.lower() }
            try session.perform(command)
        }
        early = []
    }

    /// Fits the map that pictures in progress, and the pictures of trajectories, are made with;
    /// without it there are none, and training does not need them.
    private func fitPreview(_ session: RunSession) throws {
        let path = session.folder.absolute("preview.safetensors")
        if let kept = try? LinearPreview(contentsOf: path) {
            session.painter = session.painter ?? .map(kept.smooth)
            return
        }
        session.updateSnapshot { $0.activity = .fittingPreview }
        let interrupter = interrupter
        if let preview = try PreviewFit.fit(
            session.trainer, isInterrupted: { interrupter.isRaised })
        {
            try PreviewFit.write(preview, to: path)
            session.painter = session.painter ?? .map(preview.smooth)
        }
        session.updateSnapshot { $0.activity = .idle }
    }

    /// Says what is wrong, in the store too where there is one.
    private func fail(_ reason: String) {
        storedFailure.withLock { $0 = reason }
        snapshot.update { $0.phase = .failed }
        let message = Event.message(
            Message(level: .error, text: reason, time: Date().timeIntervalSince1970))
        if let session {
            try? session.store.record([message, .phaseChanged(.failed)])
            try? session.store.record(RunState(snapshot.value))
        }
        publisher.yield(message)
        publisher.yield(.phaseChanged(.failed))
    }
}
