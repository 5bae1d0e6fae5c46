import Foundation
import Synchronization
import Testing

@testable import Terminal

/// A terminal that nobody looks at: what is written to it is collected on a thread, so that
/// writers never block.
final class PseudoTerminal: Sendable {
    /// Both ends of a program's connection to it.
    let terminal: Int32
    private let master: Int32
    private let collected = Mutex<[UInt8]>([])
    private let stop: WakePipe
    private let isDone = Atomic(false)

    init(width: Int = 80, height: Int = 24) throws {
        stop = try WakePipe()
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(master >= 0)
        // `unlockpt` and `ptsname`, which Swift does not see.
        var unlocked: Int32 = 0
        var number: Int32 = 0
        try #require(ioctl(master, 0x4004_5431, &unlocked) == 0)
        try #require(ioctl(master, 0x8004_5430, &number) == 0)
        terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(terminal >= 0)
        resize(width: width, height: height)
        Thread.detachNewThread { [self] in collect() }
    }

    var mode: termios {
        var mode = termios()
        tcgetattr(terminal, &mode)
        return mode
    }

    func resize(width: Int, height: Int) {
        var size = winsize(
            ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// As if somebody typed it.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Takes the terminal away; programs find that it is gone.
    func hangUp() {
        stop.wake()
        while !isDone.load(ordering: .acquiring) { sched_yield() }
        close(master)
        close(terminal)
    }

    /// All that was written since the last call, up to and with a text that is waited for.
    func output(until text: String) -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let found = collected.withLock { bytes -> String? in
                let all = String(decoding: bytes, as: UTF8.self)
                guard let range = all.firstRange(of: text) else { return nil }
                bytes = Array(all[range.upperBound...].utf8)
                return String(all[..<range.upperBound])
            }
            if let found { return found }
            sched_yield()
        }
        Issue.record("“\(text)” was never written")
        return collected.withLock { String(decoding: $0, as: UTF8.self) }
    }

    private func collect() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            var descriptors = [master, stop.reader].map {
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
