internal import Foundation

/// What kind of file system a path lies on.
struct FileSystem {
    /// Kinds that several machines, or a machine and its host, may mount at once. Shared memory
    /// between their processes, which SQLite's write-ahead log needs, does not work there.
    private static let shared: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "lustre", "gpfs", "beegfs", "ceph", "afs", "ocfs2",
        "gfs2", "panfs", "pvfs2", "orangefs", "wekafs", "9p", "virtiofs", "vboxsf", "vmhgfs",
    ]

    /// By mount point.
    private let kinds: [(mountPoint: String, kind: String)]

    /// - Parameter mountInfo: contents of `/proc/self/mountinfo` (proc(5)).
    init(mountInfo: String) {
        kinds = mountInfo.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count, fields.count > 4
            else { return nil }
            return (Self.unescaped(fields[4]), String(fields[dash + 1]))
        }
    }

    static var current: FileSystem {
        let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        return FileSystem(mountInfo: text ?? "")
    }

    /// Also `true` where the kind cannot be told: the careful answer.
    ///
    /// - Parameter path: absolute, links resolved.
    func isShared(_ path: String) -> Bool {
        guard let kind = kind(of: path) else { return true }
        return Self.shared.contains(kind) || kind.hasPrefix("fuse")
    }

    /// Of the longest mount point that the path lies under, the last one mounted there.
    private func kind(of path: String) -> String? {
        let holding = kinds.filter { mountPoint, _ in
            mountPoint == "/" || path == mountPoint || path.hasPrefix(mountPoint + "/")
        }
        let longest = holding.map(\.mountPoint.utf8.count).max()
        return holding.last { $0.mountPoint.utf8.count == longest }?.kind
    }

    /// Blanks and backslashes in mount points are written as `\040` and the like.
    private static func unescaped(_ text: Substring) -> String {
        let parts = text.split(separator: "\\", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
            if let code = UInt8(part.prefix(3), radix: 8) {
                result.unicodeScalars.append(Unicode.Scalar(code))
            }
            result += part.dropFirst(3)
        }
    }
}
