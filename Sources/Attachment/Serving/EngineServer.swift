internal import Foundation
internal import Runs
internal import Synchronization
public import Workbench

/// Lets workbenches of the same user attach to an engine at work in this process, over a socket in
/// the run's folder: they see its events and snapshots and send their commands.
///
/// Everything happens on a thread of its own; a workbench that does not read holds nothing up.
public final class EngineServer: Sendable {
    private let engine: any EngineControl
    private let program: String
    private let environment: [String: String]
    private let allowedUser: uid_t
    private let patience: Int
    private let mail: ServerMail
    private let ended = DispatchSemaphore(value: 0)
    /// Protected by its mutex.
    private let isServing = Mutex(false)

    /// - Parameters:
    ///   - program: this program's version.
    ///   - environment: where `XDG_RUNTIME_DIR` is looked up.
    public convenience init(
        _ engine: any EngineControl, program: String, environment: [String: String]
    ) throws {
        try self.init(
            engine, program: program, environment: environment, patience: Connection.patience)
    }

    init(
        _ engine: any EngineControl, program: String, environment: [String: String],
        allowedUser: uid_t = geteuid(), patience: Int = Connection.patience
    ) throws {
        self.engine = engine
        self.program = program
        self.environment = environment
        self.allowedUser = allowedUser
        self.patience = patience
        mail = try ServerMail()
    }

    /// Tells every workbench what has happened. The run is offered from its opening on.
    ///
    /// - Throws: `AttachmentError` where the run cannot be offered; it can go on without.
    public func publish(_ event: Event) throws {
        if case .runOpened(let description) = event { try serve(description) }
        guard isServing.withLock({ $0 }) else { return }
        mail.post(.event(event))
    }

    /// Hands over what waits, for a second at most, and takes the socket away.
    public func finish() {
        guard isServing.withLock({ $0 }) else { return }
        mail.post(.finish)
        _ = ended.wait(timeout: .now() + .seconds(2))
    }

    private func serve(_ description: RunDescription) throws {
        guard isServing.withLock({ !$0 }) else { return }
        let folder = try RunFolder(path: description.folder)
        let place = SocketPlace(folder, environment: environment)
        let past =
            description.finishedEpochs > 0
            ? try RunReader(folder).history.past(sampleEpochs: Transcript.sampledEpochs) : []
        let listener = try place.listen()
        isServing.withLock { $0 = true }
        let transcript = Transcript(description, past: past)
        let (engine, mail, ended) = (engine, mail, ended)
        let greeting = ServerMessage.welcome(version: WireProtocol.version, program: program)
        let (user, patience) = (allowedUser, patience)
        let thread = Thread {
            var loop = ServerLoop(
                engine: engine, mail: mail, listener: listener, transcript: transcript,
                greeting: greeting, allowedUser: user, patience: patience)
            loop.run()
            place.remove()
            ended.signal()
        }
        thread.name = "cxrl server"
        thread.start()
    }
}
