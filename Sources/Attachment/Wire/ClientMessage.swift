internal import Workbench

/// What a workbench says to the run's process.
enum ClientMessage: Codable, Equatable {
    /// Comes first.
    case hello(version: Int, program: String)
    /// Answered under its number.
    case command(number: Int, Command)
}
