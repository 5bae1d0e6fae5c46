import Foundation

/// Data that lies beside the checkout, on machines that have it.
enum SharedData {
    static let miniature: String? = {
        var place = URL(fileURLWithPath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let folder = place.appendingPathComponent("../shared/data/nih-cxr-128").standardized
            if FileManager.default.fileExists(atPath: folder.path) { return folder.path }
        }
        return nil
    }()
}
