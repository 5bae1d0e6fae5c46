/// How a cell looks, as the last sequences said (ECMA-48, SGR).
public struct TerminalLook: Hashable, Sendable {
    /// As in `38;5;12`; empty for the terminal's own.
    public private(set) var foreground = ""
    /// As in `48;5;12`; empty for the terminal's own.
    public private(set) var background = ""
    /// 1 bold, 2 dim, 3 italic, 4 underline, 7 reverse.
    public private(set) var attributes: Set<Int> = []

    public var isPlain: Bool { self == TerminalLook() }

    /// In words, for files that people read.
    public var description: String {
        let names = [1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"]
        let words = attributes.sorted().compactMap { names[$0] }
        let parts = [foreground, background].filter { !$0.isEmpty } + words
        return parts.isEmpty ? "plain" : parts.joined(separator: " ")
    }

    /// Whether a blank shows more than its background.
    var showsBlanks: Bool { !attributes.isDisjoint(with: [4, 7]) }

    /// What is erased keeps the background.
    var erased: TerminalLook {
        var look = TerminalLook()
        look.background = background
        return look
    }

    /// Whether all parameters are known.
    mutating func apply(_ parameters: [Int]) -> Bool {
        var rest = (parameters.isEmpty ? [0] : parameters)[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: self = TerminalLook()
            case 1, 2, 3, 4, 7: attributes.insert(code)
            case 22: attributes.subtract([1, 2])
            case 23, 24, 27: attributes.remove(code - 20)
            case 30...37, 90...97: foreground = "\(code)"
            case 39: foreground = ""
            case 40...47, 100...107: background = "\(code)"
            case 49: background = ""
            case 38, 48:
                let count = rest.first == 5 ? 2 : 4
                guard rest.count >= count else { return false }
                let text = ([code] + rest.prefix(count)).map(String.init).joined(separator: ";")
                rest = rest.dropFirst(count)
                if code == 38 { foreground = text } else { background = text }
            default: return false
            }
        }
        return true
    }
}
