import Foundation

/// Asks the terminal what it can do, before ncurses has it.
enum TerminalProbe {
    /// Milliseconds after which a terminal that does not answer is taken to have nothing.
    static let timeout = 300

    static func probe(
        input: Int32, output: Int32, environment: [String: String]
    ) -> TerminalCapabilities {
        let size = size(of: output)
        let pixels = pixels(of: output)
        guard answers(environment) else {
            return TerminalCapabilities(
                replies: [], size: size, windowPixels: pixels, environment: environment)
        }
        var original = termios()
        guard tcgetattr(input, &original) == 0 else { return TerminalCapabilities() }
        var raw = original
        cfmakeraw(&raw)
        tcsetattr(input, TCSANOW, &raw)
        defer { tcsetattr(input, TCSANOW, &original) }
        TerminalWriter.write(Array(TerminalCapabilities.query(environment).utf8), to: output)
        let replies = read(from: input)
        return TerminalCapabilities(
            replies: replies, size: size, windowPixels: pixels, environment: environment)
    }

    /// tmux and screen pass nothing on and invent pixels; a dumb terminal would show the query.
    static func answers(_ environment: [String: String]) -> Bool {
        let name = environment["TERM"] ?? "dumb"
        return environment["TMUX"] == nil && !["dumb", "linux"].contains(name)
            && !name.hasPrefix("screen") && !name.hasPrefix("tmux")
    }

    static func size(of terminal: Int32) -> Size {
        var size = winsize()
        guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return Size(width: 80, height: 24) }
        return Size(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    static func pixels(of terminal: Int32) -> Size {
        var size = winsize()
        guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0 else {
            return Size(width: 0, height: 0)
        }
        return Size(width: Int(size.ws_xpixel), height: Int(size.ws_ypixel))
    }

    private static func read(from input: Int32) -> [UInt8] {
        var replies: [UInt8] = []
        let start = ContinuousClock.now
        while !TerminalCapabilities.isComplete(replies) {
            let spent = ContinuousClock.now - start
            let left = timeout - Int(spent / .milliseconds(1))
            guard left > 0 else { break }
            var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, Int32(left)) > 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 512)
            let count = Foundation.read(input, &bytes, bytes.count)
            guard count > 0 else { break }
            replies += bytes[..<count]
        }
        return replies
    }
}
