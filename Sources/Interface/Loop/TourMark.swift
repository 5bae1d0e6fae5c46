import Foundation
import Safetensors

/// The file that says that a user has seen the tour.
enum TourMark {
    /// Makes the file, and says whether the tour is to be shown: once, and never where that could
    /// not be remembered.
    static func take(_ path: String) -> Bool {
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try AtomicFile.write(Data(), to: path)
            return true
        } catch {
            return false
        }
    }
}
