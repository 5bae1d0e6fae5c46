public import Foundation

/// Files that a run is exported to: their owner's alone, for they may derive from data under a use
/// agreement.
public enum ExportFile {
    /// Replaces what is there.
    public static func write(_ data: Data, to path: String) throws {
        let options: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: data, attributes: options)
        else {
            throw ExportError("\(path) cannot be written: check its place and permissions.")
        }
    }
}
