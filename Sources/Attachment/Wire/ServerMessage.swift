internal import Workbench

/// What the run's process says to a workbench.
enum ServerMessage: Codable, Equatable {
    /// Answers the greeting; the run's past and present follow.
    case welcome(version: Int, program: String)
    case event(Event)
    case snapshot(Snapshot)
    /// The engine has taken note of a command, or has refused it.
    case answer(number: Int, refusal: String?)
}
