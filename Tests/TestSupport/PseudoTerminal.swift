public import Foundation
internal import Synchronization

/// A terminal that nobody looks at: what is written to it is collected on a thread, so that
/// writers never block.
public final class PseudoTerminal: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The program's end.
    public let terminal: Int32
    /// The file of the program's end.
    public let path: String
    private let master: Int32
    private let collected = Mutex<[UInt8]>([])
    private let stopReader: Int32
    private let stopWriter: Int32
    private let isDone = Atomic(false)

    /// - Parameter cell: a cell in pixels, as the kernel is told; nil tells it none.
    public init(width: Int = 80, height: Int = 24, cell: (width: Int, height: Int)? = nil) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
        (stopReader, stopWriter) = (ends[0], ends[1])
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // `unlockpt` and `ptsname`, which Swift does not see.
        var unlocked: Int32 = 0
        var number: Int32 = 0
        guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0,
            ioctl(master, 0x8004_5430, &number) == 0
        else { throw Failure(description: "no pseudo-terminal") }
        path = "/dev/pts/\(number)"
        terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { throw Failure(description: "no pseudo-terminal") }
        resize(width: width, height: height, cell: cell)
        Thread.detachNewThread { [self] in collect() }
    }

    public var mode: termios {
        var mode = termios()
        tcgetattr(terminal, &mode)
        return mode
    }

    public func resize(width: Int, height: Int, cell: (width: Int, height: Int)? = nil) {
        var size = winsize(
            ws_row: UInt16(height), ws_col: UInt16(width),
            ws_xpixel: UInt16(width * (cell?.width ?? 0)),
            ws_ypixel: UInt16(height * (cell?.height ?? 0)))
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// As if somebody typed it.
    public func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Takes the terminal away; programs find that it is gone.
    public func hangUp() {
        _ = write(stopWriter, "x", 1)
        while !isDone.load(ordering: .acquiring) { sched_yield() }
        for descriptor in [master, terminal, stopReader, stopWriter] { close(descriptor) }
    }

    /// All that was written since the last call, up to and with a text that is waited for.
    public func output(until text: String) throws -> String {
        String(decoding: try bytes(until: Array(text.utf8)), as: UTF8.self)
    }

    /// All that has come since the last call.
    public func written() -> [UInt8] {
        collected.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
    }

    /// All that this process has written since the last call.
    public func output() throws -> [UInt8] {
        let fence = Array("\u{1B}]fence\u{7}".utf8)
        _ = write(terminal, fence, fence.count)
        return try bytes(until: fence).dropLast(fence.count)
    }

    private func bytes(until wanted: [UInt8]) throws -> [UInt8] {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let found = collected.withLock { bytes -> [UInt8]? in
                guard let range = bytes.firstRange(of: wanted) else { return nil }
                defer { bytes.removeSubrange(..<range.upperBound) }
                return Array(bytes[..<range.upperBound])
            }
            if let found { return found }
            sched_yield()
        }
        let wanted = String(decoding: wanted, as: UTF8.self)
        throw Failure(description: "“\(wanted)” was never written")
    }

    private func collect() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            var descriptors = [master, stopReader].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = poll(&descriptors, 2, -1)
            if descriptors[1].revents != 0 { break }
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { break }
            collected.withLock { $0 += bytes[..<count] }
        }
        isDone.store(true, ordering: .releasing)
    }
}
