internal import Foundation

/// A child process that is asked in lines and answers each with a line.
///
/// Its standard input and output are one socket, so that writing to a child that has died is an
/// error and no signal; it leads a process group of its own, which Ctrl-C does not reach.
final class LineProcess {
    /// Why there was no answer.
    enum Trouble: Error, Equatable {
        case cannotStart(String)
        /// With how it ended and what it said last.
        case ended(how: String, words: String)
        case silent
        case tooLong
        case interrupted
    }

    private let process: pid_t
    private let socket: Int32
    private let errors: Int32
    private var received: [UInt8] = []
    /// The end of what it wrote to its standard error.
    private var words: [UInt8] = []
    private var hasClosedErrors = false
    private var isRunning = true

    private static let longestAnswer = 16 << 20
    private static let keptWords = 2048
    /// How often an interruption is looked for, in milliseconds.
    private static let patience: Int32 = 50

    /// Starts a shell command.
    init(command: String) throws(Trouble) {
        let child = try ShellChild(command)
        (process, socket, errors) = (child.process, child.socket, child.errors)
    }

    deinit { end() }

    /// Sends a line and waits for the next.
    ///
    /// - Parameter seconds: how long to wait.
    func answer(
        to line: String, within seconds: Double, isInterrupted: () -> Bool
    ) throws(Trouble) -> String {
        var unsent = Array((line + "\n").utf8)[...]
        received = []
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                return String(decoding: received[..<end], as: UTF8.self)
            }
            guard received.count < Self.longestAnswer else { throw .tooLong }
            if isInterrupted() { throw .interrupted }
            guard ContinuousClock.now < deadline else { throw .silent }
            wait(isSending: !unsent.isEmpty)
            readErrors()
            send(&unsent)
            try receive()
        }
    }

    /// Closes its input and, where that does not end it, kills it with all that it started.
    func end() {
        guard isRunning else { return }
        isRunning = false
        close(socket)
        var status: Int32 = 0
        for _ in 0..<20 where waitpid(process, &status, WNOHANG) == 0 { usleep(5000) }
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        close(errors)
    }

    private func wait(isSending: Bool) {
        let events = Int16(isSending ? POLLIN | POLLOUT : POLLIN)
        var descriptors = [
            pollfd(fd: socket, events: events, revents: 0),
            pollfd(fd: hasClosedErrors ? -1 : errors, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&descriptors, 2, Self.patience)
    }

    private func send(_ bytes: inout ArraySlice<UInt8>) {
        guard !bytes.isEmpty else { return }
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        let count = bytes.withUnsafeBytes {
            Foundation.send(socket, $0.baseAddress, $0.count, flags)
        }
        if count > 0 { bytes = bytes.dropFirst(count) }
    }

    private func receive() throws(Trouble) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count > 0 {
            received += buffer.prefix(count)
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            throw .ended(how: ending(), words: lastWords())
        }
    }

    private func readErrors() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !hasClosedErrors {
            let count = read(errors, &buffer, buffer.count)
            guard count > 0 else {
                hasClosedErrors = count == 0
                return
            }
            words = (words + buffer.prefix(count)).suffix(Self.keptWords)
        }
    }

    /// How it ended; one that only closed its output is ended now.
    private func ending() -> String {
        isRunning = false
        close(socket)
        var status: Int32 = 0
        var result: pid_t = 0
        for _ in 0..<100 {
            result = waitpid(process, &status, WNOHANG)
            if result != 0 { break }
            usleep(5000)
        }
        kill(-process, SIGKILL)
        readErrors()
        close(errors)
        guard result == process else {
            waitpid(process, &status, 0)
            return "its output was closed"
        }
        let signal = status & 0x7F
        return signal == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal)"
    }

    private func lastWords() -> String {
        let text = String(decoding: words, as: UTF8.self)
        return text.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
            .map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }
}
