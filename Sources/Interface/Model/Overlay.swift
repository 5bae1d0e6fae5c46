import Workbench

/// What lies over the panes and has the keyboard.
indirect enum Overlay: Sendable, Equatable {
    /// All keys, those of a scope first.
    case help(Scope, scroll: Int, over: Overlay?)
    case leaving
    /// Asks how to leave a run that goes on without this workbench.
    case detaching
    /// All runs, in place of the pane.
    case runs
    /// What is wrong with the run, and what helps.
    case alarms(chosen: Alarm.ID?)
    case detail(title: String, text: String, scroll: Int, over: Overlay?)
    case commandLine(TextEditor, history: Int?)
    /// Filters the pane under it.
    case filter(TextEditor)
    /// Variations of the chosen prompt.
    case sheet
    /// A step of the tour, from 0.
    case tour(step: Int)
    /// Pairs of pictures to choose between.
    case judging

    /// What is open under it, and comes back when it is closed.
    var covered: Overlay? {
        switch self {
        case .help(_, _, let covered), .detail(_, _, _, let covered): covered
        case .leaving, .detaching, .runs, .alarms, .commandLine, .filter, .sheet, .tour, .judging:
            nil
        }
    }

    var scope: Scope {
        switch self {
        case .help: .help
        case .leaving: .leaving
        case .detaching: .detaching
        case .runs: .runs
        case .alarms: .alarms
        case .detail: .detail
        case .commandLine: .commandLine
        case .filter: .filter
        case .sheet: .sheet
        case .tour: .tour
        case .judging: .judging
        }
    }
}
