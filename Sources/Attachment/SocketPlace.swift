internal import Foundation
internal import Runs

/// Where the socket of a run is: in its folder, or, where the path is too long for an address or
/// the file system takes no sockets, below `$XDG_RUNTIME_DIR` with a link to it in the run's folder.
struct SocketPlace {
    static let name = "attach.socket"

    /// In the run's folder: the socket, or the link to it.
    private let inRun: String
    /// Nil where the environment names no folder.
    private let runtimeFolder: String?
    private let run: String

    init(_ folder: RunFolder, environment: [String: String]) {
        run = folder.path
        inRun = folder.absolute(Self.name)
        runtimeFolder = environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 + "/cxrl" }
    }

    /// Makes the socket; what a dead process left is replaced. The caller holds the run's lock.
    func listen() throws -> Int32 {
        remove()
        if UnixSocket.fits(inRun), let descriptor = try? UnixSocket.listen(at: inRun) {
            return descriptor
        }
        let path = try runtimePath()
        unlink(path)
        let descriptor = try UnixSocket.listen(at: path)
        guard symlink(path, inRun) == 0 else {
            let error = AttachmentError.last("The link \(inRun)")
            close(descriptor)
            unlink(path)
            throw error
        }
        return descriptor
    }

    func connect() throws -> Int32 {
        var path = inRun
        if let target = linkTarget { path = target }
        do {
            return try UnixSocket.connect(to: path)
        } catch {
            throw AttachmentError.notOffered(run: run)
        }
    }

    func remove() {
        if let target = linkTarget, target.hasSuffix(Self.hash(run)) { unlink(target) }
        unlink(inRun)
    }

    private var linkTarget: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: inRun)
    }

    private func runtimePath() throws -> String {
        guard let runtimeFolder else {
            throw AttachmentError.noPlace(
                run: run, reason: "its socket has no place there, and XDG_RUNTIME_DIR is not set")
        }
        mkdir(runtimeFolder, 0o700)
        var status = stat()
        guard lstat(runtimeFolder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw AttachmentError.noPlace(
                run: run, reason: "\(runtimeFolder) is not a folder of yours alone")
        }
        let path = "\(runtimeFolder)/\(Self.hash(run))"
        guard UnixSocket.fits(path) else {
            throw AttachmentError.noPlace(run: run, reason: "\(path) is too long for a socket")
        }
        return path
    }

    /// FNV-1a of the run's path, as a file name.
    private static func hash(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16) + ".socket"
    }
}
