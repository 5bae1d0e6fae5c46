internal import Foundation

/// Wakes a thread that waits in `poll`, from any thread.
final class Bell: Sendable {
    /// Readable while somebody has rung.
    let descriptor: Int32
    private let writer: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw AttachmentError.last("Making a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writer = ends[1]
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    /// A full pipe wakes as well as one more byte would.
    func ring() { _ = write(writer, "w", 1) }

    func quieten() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
