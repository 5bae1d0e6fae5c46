public import Foundation

/// Replaces a file as a whole: readers see the old contents or the new, never a part, also after
/// a crash of the machine.
public enum AtomicFile {
    /// The system's word on why a file could not be written.
    public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        public let path: String
        public let reason: String

        public var description: String {
            "\(path) could not be written (\(reason)); what was there before is unchanged: "
                + "check the folder, its permissions and the free space, then try again."
        }
    }

    /// Writes what `body` hands to its argument into a temporary file of the same folder, syncs
    /// it, renames it to `path` and syncs the folder.
    ///
    /// - Parameter mode: permissions of the new file, less the process's mask.
    /// - Throws: `Failure`, or what `body` throws; `path` is then as it was.
    public static func write(
        to path: String, mode: mode_t = 0o600,
        _ body: (_ emit: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let temporary = path + ".\(UUID().uuidString.prefix(8)).tmp"
        func check(_ result: Int) throws {
            guard result >= 0 else {
                throw Failure(path: path, reason: String(cString: strerror(errno)))
            }
        }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        try check(Int(descriptor))
        do {
            defer { close(descriptor) }
            try body { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let part = UnsafeRawBufferPointer(rebasing: rest)
                    let written = Foundation.write(descriptor, part.baseAddress, part.count)
                    if written < 0, errno == EINTR { continue }
                    try check(written)
                    rest = rest.dropFirst(written)
                }
            }
            try check(Int(fsync(descriptor)))
            try check(Int(rename(temporary, path)))
        } catch {
            unlink(temporary)
            throw error
        }
        try check(Int(syncFolder(folder.isEmpty ? "." : folder)))
    }

    /// Writes all of `data`.
    public static func write(_ data: Data, to path: String, mode: mode_t = 0o600) throws {
        try write(to: path, mode: mode) { emit in try data.withUnsafeBytes(emit) }
    }

    private static func syncFolder(_ path: String) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return -1 }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder and say EINVAL: the file itself is safe there.
        return fsync(descriptor) == 0 || errno == EINVAL ? 0 : -1
    }
}
