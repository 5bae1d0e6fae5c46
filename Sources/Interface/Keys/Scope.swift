/// What has the keyboard: a pane, or what lies over it.
enum Scope: String, CaseIterable, Hashable, Sendable {
    case curves, rewards, trajectory, prompts, log
    /// The prompt editor, in which letters are text.
    case editor
    case commandLine = "command-line"
    case filter
    case help
    case leaving
    case detaching
    case alarms
    case runs
    /// A long text in a window of its own.
    case detail
    /// Variations of a prompt.
    case sheet
    /// A step of the tour; any key goes on.
    case tour
    /// The list of all settings.
    case settings
    /// The value of a setting, while it is typed.
    case settingValue = "setting-value"
    /// Pairs of pictures to choose between.
    case judging

    static let panes: Set<Scope> = [.curves, .rewards, .trajectory, .prompts, .log]

    /// Whether characters without a binding are taken as text.
    var takesText: Bool {
        switch self {
        case .editor, .commandLine, .filter, .settingValue: true
        case .curves, .rewards, .trajectory, .prompts, .log, .help, .leaving, .detaching, .alarms,
            .runs, .detail, .sheet, .settings, .tour, .judging:
            false
        }
    }

    /// As the help names it.
    var title: String {
        switch self {
        case .curves: "Curves"
        case .rewards: "Rewards"
        case .trajectory: "Trajectory"
        case .prompts: "Prompts"
        case .log: "Log"
        case .editor: "Prompt editor"
        case .commandLine: "Command line"
        case .filter: "Filter"
        case .help: "Help"
        case .leaving: "Leaving"
        case .detaching: "Leaving a run that goes on"
        case .alarms: "Alarms"
        case .runs: "Runs"
        case .detail: "Text window"
        case .sheet: "Variations"
        case .settings: "Settings"
        case .tour: "Tour"
        case .settingValue: "Value of a setting"
        case .judging: "Judge pairs"
        }
    }
}
