import Foundation
import Synchronization

/// Signals as bytes of a pipe that the main thread waits on.
enum SignalPipe {
    /// The pipe's writing end, for the handlers; -1 before `open`.
    private static let writer = Atomic<Int32>(-1)

    /// What the byte stands for that `wake` writes.
    static let wakeByte: UInt8 = 0

    /// Catches the signals and returns the pipe's reading end.
    static func open(_ signals: [Int32]) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CocoaError(.fileWriteUnknown) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        writer.store(ends[1], ordering: .releasing)
        for number in signals { signal(number) { SignalPipe.write(UInt8(truncatingIfNeeded: $0)) } }
        return ends[0]
    }

    /// Makes the waiting thread look around.
    static func wake() { write(wakeByte) }

    /// Safe in a signal handler.
    private static func write(_ byte: UInt8) {
        var byte = byte
        _ = Foundation.write(writer.load(ordering: .acquiring), &byte, 1)
    }

    /// The next byte, or nil when the time is over.
    static func next(_ reader: Int32, seconds: Double) -> UInt8? {
        var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, Int32(seconds * 1000)) > 0 else { return nil }
        var byte: UInt8 = 0
        return read(reader, &byte, 1) == 1 ? byte : nil
    }
}
