/// What lies over the panes and has the keyboard.
enum Overlay: Sendable, Equatable {
    /// All keys, those of a scope first.
    case help(Scope, scroll: Int)
    case leaving
    case detail(title: String, text: String, scroll: Int)
    case commandLine(TextEditor, history: Int?)
    /// Filters the pane under it.
    case filter(TextEditor)
    /// Variations of the chosen prompt.
    case sheet

    var scope: Scope {
        switch self {
        case .help: .help
        case .leaving: .leaving
        case .detail: .detail
        case .commandLine: .commandLine
        case .filter: .filter
        case .sheet: .sheet
        }
    }
}
