internal import Foundation

/// A workbench as the run's process sees it.
struct Connection {
    /// Bytes that may wait for a workbench that does not read; more, and it is given up: it can
    /// attach again and is told what it has missed.
    static let patience = 64 << 20

    let descriptor: Int32
    var reader = FrameReader()
    /// Whether it has said which version it speaks.
    var isWelcome = false
    /// Closed as soon as what waits is written.
    var isLeaving = false
    private var waiting: [Data] = []
    private var written = 0
    private(set) var waitingBytes = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    var hasWaiting: Bool { !waiting.isEmpty }

    mutating func send(_ frame: Data) {
        waiting.append(frame)
        waitingBytes += frame.count
    }

    /// What can be written without waiting.
    ///
    /// - Returns: whether the other side is still there.
    mutating func flush() -> Bool {
        while let first = waiting.first {
            let count = first.dropFirst(written).withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            written += count
            waitingBytes -= count
            if written == first.count {
                waiting.removeFirst()
                written = 0
            }
        }
        return true
    }

    /// What has come.
    ///
    /// - Returns: whether the other side is still there.
    mutating func receive() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count == 0 { return false }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            reader.append(bytes[..<count])
        }
    }
}
