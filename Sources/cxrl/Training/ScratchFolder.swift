import Foundation

/// A folder that is removed when it is no longer needed.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "cxrl-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
