internal import Foundation
public import Workbench

extension RunFolder {
    /// Writes a checkpoint as a whole: `body` fills a folder beside it, which is then renamed.
    ///
    /// - Parameter body: is given the absolute path of an empty folder.
    /// - Returns: the record, which is the caller's to store.
    public func writeCheckpoint(
        epoch: Int, _ body: (_ folder: String) throws -> Void
    ) throws -> CheckpointRecord {
        let manager = FileManager.default
        let relative = Self.checkpoint(epoch: epoch)
        let target = absolute(relative)
        let (partial, old) = (target + ".partial", target + ".old")
        for leftover in [partial, old] where manager.fileExists(atPath: leftover) {
            try manager.removeItem(atPath: leftover)
        }
        do {
            try manager.createDirectory(
                atPath: partial, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try body(partial)
            try sync(partial)
            if manager.fileExists(atPath: target) {
                try manager.moveItem(atPath: target, toPath: old)
            }
            try manager.moveItem(atPath: partial, toPath: target)
            try sync(absolute("checkpoints"))
            try? manager.removeItem(atPath: old)
        } catch {
            try? manager.removeItem(atPath: partial)
            throw error
        }
        return CheckpointRecord(epoch: epoch, path: relative, size: Self.size(of: target))
    }

    /// In bytes, of a file or of a folder with all that is in it.
    public static func size(of path: String) -> Int {
        let manager = FileManager.default
        let attributes = try? manager.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeDirectory else {
            return attributes?[.size] as? Int ?? 0
        }
        let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
        return names.reduce(0) { sum, name in sum + size(of: "\(path)/\(name)") }
    }

    private func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw RunError.cannotCreate(path: folder, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        fsync(descriptor)
    }
}
