import Foundation
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
    /// Reads what the run's earlier sessions said from its store.
    case loadLog(run: String)
    /// Reads the run's settings.
    case loadSettings(run: String)
    case loadTokenizer(folder: String)
    /// Reads the list of runs below a folder.
    case loadRuns(root: String)
    /// Reads a run's epochs, without samples.
    case loadRunCurves(path: String)
    case choosePictures(PictureProtocol)
    case chooseTheme(String)
    case setMouse(Bool)
    case redraw
    /// Gives the terminal to the user's editor until it ends.
    case editText(String)
    /// Writes what is shown into a file: text, or SVG where its name says so.
    case writeScreen(path: String)
    /// Writes settings as a file, whole or not at all.
    case writeSettings(Data, path: String)
    case leave(WorkbenchOutcome.Reason)
}
