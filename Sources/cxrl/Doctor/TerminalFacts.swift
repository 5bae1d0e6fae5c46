import Foundation

/// What the environment says of the terminal.
struct TerminalFacts {
    let name: String
    let isTerminal = Console.isTerminal
    let size: (columns: Int, rows: Int)?
    let isUTF8: Bool
    let refusesColour: Bool
    let isInTmux: Bool

    init(_ environment: [String: String]) {
        name = environment["TERM"] ?? ""
        refusesColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isInTmux = environment["TMUX"] != nil
        setlocale(LC_ALL, "")
        isUTF8 = String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8"
        var window = winsize()
        let found = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
        size = found ? (Int(window.ws_col), Int(window.ws_row)) : nil
    }

    var text: String {
        guard isTerminal else { return "none here: `cxrl` prints lines" }
        var parts = [name.isEmpty ? "TERM is not set" : name]
        if let size { parts.append("\(size.columns) × \(size.rows)") }
        parts.append(isUTF8 ? "UTF-8" : "no UTF-8: curves and pictures are drawn in ASCII")
        if refusesColour { parts.append("NO_COLOR") }
        if isInTmux { parts.append("in tmux: pictures are symbols") }
        return parts.joined(separator: ", ")
    }

    var json: JSON {
        .object([
            ("name", .string(name)), ("is_terminal", .bool(isTerminal)),
            ("columns", size.map { .integer($0.columns) } ?? .null),
            ("rows", size.map { .integer($0.rows) } ?? .null), ("utf8", .bool(isUTF8)),
            ("no_color", .bool(refusesColour)), ("tmux", .bool(isInTmux)),
        ])
    }
}
