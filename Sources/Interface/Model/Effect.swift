import Terminal
import Workbench

/// What an update wants done outside the model.
enum Effect: Sendable, Equatable {
    /// Sent to the engine, in order.
    case perform(Command)
    /// Raises the engine's interrupter.
    case interrupt
    /// Reads a trajectory file of the run folder and makes its pictures.
    case loadTrajectory(run: String, path: String)
    /// Reads a picture file of the run folder.
    case loadPicture(run: String, path: String)
    /// Reads epochs and samples of before from the run store.
    case loadHistory(run: String)
    case loadTokenizer(folder: String)
    case choosePictures(PictureProtocol)
    case chooseTheme(String)
    case setMouse(Bool)
    case redraw
    case leave(WorkbenchOutcome.Reason)
}
