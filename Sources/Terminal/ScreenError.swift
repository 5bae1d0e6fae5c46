import Foundation

/// Why the workbench cannot use the terminal.
public enum ScreenError: Error, Hashable, Sendable, CustomStringConvertible {
    case notATerminal
    case unknownTerminal(String)
    /// A system call failed, with its `errno`.
    case system(String, Int32)

    public var description: String {
        switch self {
        case .notATerminal:
            "the workbench needs a terminal for its input and output; without one, use "
                + "`cxrl train`, which prints lines"
        case .unknownTerminal(let name):
            "terminfo knows neither “\(name)” nor xterm-256color; install ncurses-term or set "
                + "TERM to a terminal that it knows"
        case .system(let what, let code):
            "\(what): \(String(cString: strerror(code)))"
        }
    }
}
