/// Which terminal it is, as far as that decides how pictures are sent.
///
/// Its own word (XTVERSION) counts; the environment only where it gives none, as variables are
/// inherited by whatever terminal is started from another.
struct TerminalIdentity {
    /// As in `kitty(0.35.2)`, `ghostty 1.0.1`, `WezTerm 2024…`, `XTerm(379)`; nil without answer.
    let version: String?
    /// Whether it would take a picture that is sent as kitty wants it.
    let answersKitty: Bool
    private let isAnswer: Bool
    private let environment: [String: String]

    init(replies: [UInt8], environment: [String: String]) {
        let text = String(decoding: replies, as: UTF8.self)
        version = text.firstRange(of: "\u{1B}P>|").map { start in
            String(text[start.upperBound...].prefix { $0 != "\u{1B}" && $0 != "\u{9C}" })
        }
        answersKitty = text.contains("\u{1B}_Gi=31;OK")
        isAnswer = TerminalCapabilities.isComplete(replies)
        self.environment = environment
    }

    /// kitty since 0.28 and ghostty. Others take kitty's pictures, and would show the glyphs that
    /// stand for them as they are.
    var hasPlaceholders: Bool {
        guard let version else { return false }
        if version.lowercased().hasPrefix("ghostty") { return true }
        guard version.hasPrefix("kitty(") else { return false }
        let numbers = version.dropFirst(6).prefix { $0.isNumber || $0 == "." }
            .split(separator: ".").compactMap { Int($0) }
        guard numbers.count > 1 else { return false }
        return (numbers[0], numbers[1]) >= (0, 28)
    }

    var takesITerm2Pictures: Bool {
        guard isAnswer, TerminalProbe.answers(environment) else { return false }
        if let version {
            return ["iterm2", "wezterm", "mintty"].contains { version.lowercased().hasPrefix($0) }
        }
        return ["iTerm.app", "WezTerm", "mintty"].contains(environment["TERM_PROGRAM"])
            || environment["LC_TERMINAL"] == "iTerm2"
    }
}
