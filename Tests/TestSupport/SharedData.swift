internal import Foundation

/// Data that lies beside the checkout, on machines that have it.
public enum SharedData {
    /// 7,340 films of 128 × 128 pixels with a manifest.
    public static let miniature = path("nih-cxr-128")
    /// 707 films of 256 × 256 pixels with a manifest.
    public static let films = path("nih-cxr")
    /// Open-i's reports as published.
    public static let openI = path("openi/NLMCXR_reports.tgz")

    private static func path(_ name: String) -> String? {
        var place = URL(fileURLWithPath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let candidate = place.appendingPathComponent("../shared/data/\(name)").standardized
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate.path }
        }
        return nil
    }
}
