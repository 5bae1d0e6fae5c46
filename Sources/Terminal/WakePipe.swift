import Foundation

/// Wakes the thread that waits for input, from any thread.
public final class WakePipe: Sendable {
    /// Becomes readable when somebody woke.
    let reader: Int32
    let writer: Int32

    public init() throws(ScreenError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw .system("no pipe could be made", errno)
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// Makes the next wait return at once; many calls before it count as one.
    public func wake() {
        // A full pipe wakes as well as one more byte would.
        _ = write(writer, "w", 1)
    }

    /// Takes what was written and says whether a call of ``wake()`` was among it; signal handlers
    /// write other bytes.
    func drain() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 256)
        var woke = false
        while true {
            let count = read(reader, &bytes, bytes.count)
            guard count > 0 else { return woke }
            woke = woke || bytes[..<count].contains(UInt8(ascii: "w"))
        }
    }
}
