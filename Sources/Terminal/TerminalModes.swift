/// The modes that are switched on beside what ncurses does, as bytes.
struct TerminalModes {
    /// Bracketed paste and focus events.
    let enter = "\u{1B}[?2004h\u{1B}[?1004h"
    let leave: String
    /// ncurses asks for clicks only.
    let enterDrags = "\u{1B}[?1002h"
    let leaveDrags = "\u{1B}[?1002l"
    /// Everything off and the ordinary screen back, for when ncurses can no longer do it.
    let farewell: String

    init(capability: (String) -> String?) {
        func text(_ names: String...) -> String {
            names.compactMap(capability).map(Self.withoutDelays).joined()
        }
        // tmux puts rows of a screen that has grown meanwhile into the ordinary one.
        let ordinary = text("rmcup")
        let emptied = ordinary.isEmpty ? "" : text("clear")
        leave = "\u{1B}[?2004l\u{1B}[?1004l" + (emptied.isEmpty ? "" : text("sgr0")) + emptied
        farewell =
            "\u{1B}[?2026l\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1006l"
            + text("cnorm", "sgr0", "rmkx") + emptied + ordinary + "\r\n"
    }

    /// Terminfo marks pauses as `$<5>`; they are for terminals of another age.
    static func withoutDelays(_ capability: String) -> String {
        var result = ""
        var rest = capability[...]
        while let start = rest.firstRange(of: "$<") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: ">") else {
                return result
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
