/// What the terminal says that it can do.
public struct TerminalCapabilities: Hashable, Sendable {
    public var hasSixel: Bool
    /// Whether it takes PNG files as iTerm2 does.
    public var hasITerm2: Bool
    /// Whether it takes pictures as kitty does, with glyphs that stand for them.
    public var hasKittyPlaceholders: Bool
    /// Whether tmux is between this program and the terminal.
    public var isInsideTmux: Bool
    /// Whether it holds its picture still between the marks of mode 2026.
    public var hasSynchronizedOutput: Bool
    /// In pixels.
    public var cell: Size
    /// The largest sixel picture in pixels.
    public var sixelLimit: Size
    public var colourRegisters: Int
    /// Whether its background is light; nil where it does not say.
    public var isLight: Bool?
    /// The class of terminal that it says it is: 62 … 65 for the VT200 … VT500; 0 where it does
    /// not say.
    public var terminalClass: Int

    public init(
        hasSixel: Bool = false, hasITerm2: Bool = false, hasKittyPlaceholders: Bool = false,
        isInsideTmux: Bool = false, hasSynchronizedOutput: Bool = false,
        cell: Size = Size(width: 10, height: 20),
        sixelLimit: Size = Size(width: 1000, height: 1000), colourRegisters: Int = 256,
        isLight: Bool? = nil, terminalClass: Int = 0
    ) {
        self.hasSixel = hasSixel
        self.hasITerm2 = hasITerm2
        self.hasKittyPlaceholders = hasKittyPlaceholders
        self.isInsideTmux = isInsideTmux
        self.hasSynchronizedOutput = hasSynchronizedOutput
        self.cell = cell
        self.sixelLimit = sixelLimit
        self.colourRegisters = colourRegisters
        self.isLight = isLight
        self.terminalClass = terminalClass
    }

    /// What is asked: the background's colour (OSC 11), the terminal's name (XTVERSION), whether it
    /// would take a picture of one pixel as kitty does, sixel's raster and registers
    /// (XTSMGRAPHICS), a cell's pixels, mode 2026, the device attributes, and the status, which
    /// everything answers and so ends the wait.
    ///
    /// Terminal.app shows what it does not know.
    static func query(_ environment: [String: String]) -> String {
        let isTerminalApp = environment["TERM_PROGRAM"] == "Apple_Terminal"
        let risky = "\u{1B}[>0q\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[?2026$p"
        return "\u{1B}]11;?\u{1B}\\\u{1B}[?2;1;0S\u{1B}[?1;1;0S\u{1B}[16t"
            + (isTerminalApp ? "" : risky) + "\u{1B}[c\u{1B}[5n"
    }

    /// From the replies to ``query(_:)``, the size in cells, and the window's pixels as the kernel
    /// has them (0 where it has none).
    ///
    /// The raster's size is exact, unless the window is larger than the largest picture; the
    /// kernel's includes xterm's border, so it is rounded down.
    init(
        replies: [UInt8], size: Size, windowPixels: Size, environment: [String: String] = [:]
    ) {
        self.init(isInsideTmux: environment["TMUX"] != nil)
        var raster: Size?
        var reported: Size?
        for reply in Self.sequences(replies) {
            switch (reply.prefix, reply.final) {
            case ("?", "c"):
                // The first number is the terminal's class; 4 stands for sixels.
                hasSixel = reply.numbers.dropFirst().contains(4)
                terminalClass = reply.numbers.first ?? 0
            case ("?", "S") where reply.numbers.count >= 4 && reply.numbers[1] == 0:
                if reply.numbers[0] == 2 {
                    raster = Size(width: reply.numbers[2], height: reply.numbers[3])
                }
            case ("?", "S") where reply.numbers.count >= 3 && reply.numbers[1] == 0:
                if reply.numbers[0] == 1 { colourRegisters = reply.numbers[2] }
            case ("", "t") where reply.numbers.count >= 3 && reply.numbers[0] == 6:
                reported = Size(width: reply.numbers[2], height: reply.numbers[1])
            case ("?", "y") where reply.numbers.count >= 2 && reply.numbers[0] == 2026:
                hasSynchronizedOutput = (1...2).contains(reply.numbers[1])
            default: break
            }
        }
        isLight = Self.isLight(replies)
        let identity = TerminalIdentity(replies: replies, environment: environment)
        hasITerm2 = !isInsideTmux && identity.takesITerm2Pictures
        hasKittyPlaceholders = identity.answersKitty && identity.hasPlaceholders
        let candidates = [
            raster.flatMap {
                Self.covers($0, windowPixels) ? Self.cell(pixels: $0, cells: size) : nil
            }, reported,
            Self.cell(pixels: windowPixels, cells: size),
        ]
        if let cell = candidates.compactMap({ $0 }).first(where: Self.isPlausible) {
            self.cell = cell
        }
        if let raster, raster.width > 0, raster.height > 0 {
            sixelLimit = Size(width: min(1000, raster.width), height: min(1000, raster.height))
        }
    }

    /// The terminal type to use: `xterm` is what xterm and many others call themselves by default,
    /// and says only 8 of the colours that they have had for long.
    func terminalName(_ name: String) -> String {
        name == "xterm" && terminalClass >= 62 ? "xterm-256color" : name
    }

    /// The terminal types to try: where all colours are wanted, first the one that has them.
    func terminalNames(_ name: String, wantsAllColours: Bool) -> [String] {
        let own = terminalName(name)
        guard wantsAllColours, let family = own.split(separator: "-").first else { return [own] }
        return ["\(family)-direct", own]
    }

    /// From a reply to OSC 11, `rgb:RRRR/GGGG/BBBB` with one to four digits each.
    private static func isLight(_ replies: [UInt8]) -> Bool? {
        let text = String(decoding: replies, as: UTF8.self)
        guard let start = text.firstRange(of: "]11;rgb:") else { return nil }
        let channels = text[start.upperBound...].prefix { $0.isHexDigit || $0 == "/" }
            .split(separator: "/").compactMap { digits -> UInt8? in
                guard digits.count <= 4 else { return nil }
                return UInt32(digits, radix: 16).map { value in
                    UInt8(255 * UInt64(value) / (UInt64(1) << UInt64(4 * digits.count) - 1))
                }
            }
        guard channels.count == 3 else { return nil }
        return RGB(channels[0], channels[1], channels[2]).luminance >= 128
    }

    /// Whether a raster is that of the whole window, but for its border; a kernel that knows no
    /// pixels does not contradict.
    private static func covers(_ raster: Size, _ window: Size) -> Bool {
        raster.width + 64 >= window.width && raster.height + 64 >= window.height
    }

    static func cell(pixels: Size, cells: Size) -> Size {
        Size(
            width: pixels.width / max(1, cells.width), height: pixels.height / max(1, cells.height))
    }

    static func isPlausible(_ cell: Size) -> Bool {
        (3...100).contains(cell.width) && (6...200).contains(cell.height)
    }

    /// Whether the replies hold the last one.
    static func isComplete(_ replies: [UInt8]) -> Bool {
        sequences(replies).contains { $0.prefix.isEmpty && $0.final == "n" }
    }

    private struct Reply {
        let prefix: String
        let numbers: [Int]
        let final: Character
    }

    private static func sequences(_ bytes: [UInt8]) -> [Reply] {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.components(after: "\u{1B}[").compactMap { part in
            let prefix = part.hasPrefix("?") ? "?" : ""
            let body = part.dropFirst(prefix.count)
            let numbers = body.prefix { $0.isNumber || $0 == ";" }
            // Mode reports have a dollar sign before their last letter.
            guard let final = body.dropFirst(numbers.count).first(where: { $0 != "$" }) else {
                return nil
            }
            return Reply(
                prefix: prefix, numbers: numbers.split(separator: ";").compactMap { Int($0) },
                final: final)
        }
    }
}

extension String {
    /// What follows each occurrence of a separator, up to the next one.
    fileprivate func components(after separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            rest = rest[range.upperBound...]
            let end = rest.firstRange(of: separator)?.lowerBound ?? rest.endIndex
            parts.append(rest[..<end])
        }
        return parts
    }
}
