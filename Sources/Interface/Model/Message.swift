import Configuration
import Images
import Terminal
import Text
import Workbench

/// A line of the log, as the engine sends it.
typealias LogLine = Workbench.Message

/// Everything that can change what the screen shows.
enum Message: Sendable {
    case key(Key)
    case resize(Size)
    /// Seconds since 1970; comes before any other message that follows a wait.
    case tick(Double)
    case event(Event)
    case snapshot(Snapshot)
    /// The engine has no more events.
    case eventsEnded
    case refused(Command, reason: String)
    case trajectory(path: String, Result<TrajectoryFrames, TrajectoryFailure>)
    case picture(path: String, Result<GreyPicture, TrajectoryFailure>)
    case history(Result<History, TrajectoryFailure>)
    /// What earlier sessions of the run said.
    case earlierLog(Result<[LogLine], TrajectoryFailure>)
    case settings(Result<Configuration, TrajectoryFailure>)
    case tokenizer(Result<Tokenizer, TrajectoryFailure>)
    case runs([RunLine])
    case runCurves(path: String, Result<History, TrajectoryFailure>)
    /// How pictures are drawn now, and what else could be chosen.
    case pictures(PictureProtocol, available: [PictureProtocol])
    case themes(current: String, available: [String])
    case mouse(isOn: Bool)
    /// What the user's editor left of a prompt.
    case editedText(ExternalEditor.Result)
    case signal(TerminalSignal)
    /// A sentence for the status line.
    case notice(String)
}
