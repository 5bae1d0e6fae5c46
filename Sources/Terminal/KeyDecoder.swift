/// Puts keys together from what ncurses reads: Alt, pastes, and replies of the terminal that
/// nobody waits for any more.
struct KeyDecoder {
    private enum State {
        case idle
        case escape
        /// Inside a control sequence that ncurses does not know.
        case sequence
        /// Inside a string that ends with a bell or `ESC \`, after so many of its characters.
        case string(introducer: Character, length: Int, afterEscape: Bool)
        case paste(String.UnicodeScalarView)
    }

    private static let longestReply = 256
    private var state = State.idle

    /// Takes one thing in and returns the keys that are complete.
    mutating func feed(_ input: RawInput) -> [Key] {
        switch (state, input) {
        case (_, .pasteStart):
            state = .paste(String.UnicodeScalarView())
            return []
        case (.paste(let text), .pasteEnd):
            state = .idle
            return [.paste(Self.lines(text))]
        case (.paste(var text), .scalar(let scalar)):
            // The copy in `state` would make every append copy the whole paste.
            state = .idle
            text.append(scalar)
            state = .paste(text)
            return []
        case (.paste, _), (_, .pasteEnd), (_, .nothing):
            return []
        case (_, .key(let key)):
            let before = flush()
            return before + [key]
        case (.idle, .scalar("\u{1B}")):
            state = .escape
            return []
        case (.idle, .scalar(let scalar)):
            return [Self.key(scalar)]
        case (.escape, .scalar(let scalar)):
            return afterEscape(scalar)
        case (.sequence, .scalar(let scalar)):
            if (0x40...0x7E).contains(scalar.value) { state = .idle }
            return []
        case (.string(let introducer, let length, let afterEscape), .scalar(let scalar)):
            let ends = scalar == "\u{7}" || scalar == "\u{9C}" || (afterEscape && scalar == "\\")
            // A reply is short; whatever is not one must not swallow the keyboard.
            let isReply = length < Self.longestReply && scalar != "\r"
            state =
                ends || !isReply
                ? .idle
                : .string(
                    introducer: introducer, length: length + 1, afterEscape: scalar == "\u{1B}")
            return []
        }
    }

    /// Says that nothing more is there for now: a lone escape is the key.
    mutating func flush() -> [Key] {
        switch state {
        case .escape:
            state = .idle
            return [.escape]
        case .sequence:
            state = .idle
            return []
        case .string(let introducer, 0, _):
            // Nothing follows, so somebody pressed Alt.
            state = .idle
            return [.alt(introducer)]
        case .idle, .string, .paste:
            return []
        }
    }

    private mutating func afterEscape(_ scalar: Unicode.Scalar) -> [Key] {
        state = .idle
        switch scalar {
        case "\u{1B}":
            state = .escape
            return [.escape]
        case "[":
            state = .sequence
            return []
        case "]", "P", "_", "^":
            state = .string(introducer: Character(scalar), length: 0, afterEscape: false)
            return []
        default:
            let key = Self.key(scalar)
            if case .character(let character) = key { return [.alt(character)] }
            return [.escape, key]
        }
    }

    private static func key(_ scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 8, 0x7F: return .backspace
        case 9: return .tab
        case 10, 13: return .enter
        case 0: return .control("@")
        case 1..<27:
            return .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 27: return .escape
        case 28..<32:
            return .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
        default: return .character(Character(scalar))
        }
    }

    /// Terminals paste line ends as carriage returns; other control characters are left out.
    private static func lines(_ text: String.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\r", "\n": result.append("\n")
            case "\t": result.append(" ")
            default: if TextWidth.of(scalar) != nil { result.append(scalar) }
            }
            previous = scalar
        }
        return String(result)
    }
}
