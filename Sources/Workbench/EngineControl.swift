/// What a front end can do with an engine, whether it trains in this process, replays a finished
/// run, or is scripted by a test.
public protocol EngineControl: Sendable {
    /// Facts in the past tense: lossless, in order, at a low rate. Iterated once.
    var events: AsyncStream<Event> { get }
    /// The latest picture of what is going on; read once per frame.
    var snapshot: Mailbox<Snapshot> { get }
    /// Looked at inside every denoising step.
    var interrupter: Interrupter { get }

    /// Asks for something. Returns when the engine has taken note of it, which is between two
    /// bounded pieces of work; what came of it arrives as events.
    ///
    /// - Throws: `CommandRefusal` when the command cannot apply.
    func perform(_ command: Command) async throws
}

/// Why a command was not taken.
public struct CommandRefusal: Error, Sendable, Codable, Equatable {
    /// One sentence: what is wrong and how to mend it.
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}
