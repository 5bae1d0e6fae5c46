internal import Foundation

/// A stream socket of this machine. Closed by its owner.
enum UnixSocket {
    /// The longest path that an address holds, in bytes.
    static let longestPath = 107

    static func fits(_ path: String) -> Bool { path.utf8.count <= longestPath }

    /// A socket that listens at a path where nothing may be, readable by its owner only.
    static func listen(at path: String) throws -> Int32 {
        let descriptor = try make()
        do {
            try withAddress(path) { address, size in
                guard bind(descriptor, address, size) == 0 else {
                    throw AttachmentError.last("The socket \(path)")
                }
            }
            // nobody can connect before the socket listens
            guard chmod(path, 0o600) == 0, Foundation.listen(descriptor, 16) == 0 else {
                throw AttachmentError.last("The socket \(path)")
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    static func connect(to path: String) throws -> Int32 {
        let descriptor = try make()
        do {
            try withAddress(path) { address, size in
                guard Foundation.connect(descriptor, address, size) == 0 else {
                    throw AttachmentError.last("Connecting to \(path)")
                }
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// The user whose process is at the other end, as the kernel knows it.
    static func peerUser(_ descriptor: Int32) -> uid_t? {
        // process, user and group, as in `struct ucred` (unix(7))
        var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
        var size = socklen_t(MemoryLayout.size(ofValue: credentials))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else {
            return nil
        }
        return credentials.1
    }

    /// Writes all of it, waiting where need be; gives up where the other side is gone.
    static func send(_ data: Data, to descriptor: Int32) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func make() throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw AttachmentError.last("Opening a socket") }
        return descriptor
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard fits(path) else {
            throw AttachmentError.system(what: "The socket \(path)", reason: "the path is too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        try withUnsafePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
