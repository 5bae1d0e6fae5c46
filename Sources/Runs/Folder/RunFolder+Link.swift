internal import Foundation

extension RunFolder {
    /// Gives a file a second name in the run folder, or copies it where the file system has no
    /// such thing; what had the name before is replaced.
    ///
    /// - Parameters:
    ///   - source: absolute.
    ///   - path: relative to the run folder.
    public func link(_ source: String, to path: String) throws {
        let manager = FileManager.default
        let target = absolute(path)
        try? manager.removeItem(atPath: target)
        do {
            try manager.linkItem(atPath: source, toPath: target)
        } catch {
            try manager.copyItem(atPath: source, toPath: target)
        }
    }
}
