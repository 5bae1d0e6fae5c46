import Foundation

/// The reports of Open-i's Indiana University collection, from `NLMCXR_reports.tgz` as published
/// or from a folder into which it was unpacked.
public struct OpenIReports: Sendable {
    /// Sorted by number.
    public let reports: [OpenIReport]
    public let skipped: [SkippedItem]

    public init(contentsOf path: String) throws {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        var reports: [OpenIReport] = []
        var skipped: [SkippedItem] = []
        func read(_ place: String, _ content: ArraySlice<UInt8>) {
            if let report = OpenIReport(xml: content) {
                reports.append(report)
            } else {
                skipped.append(
                    SkippedItem(place: place, reason: "it is no report of Open-i"))
            }
        }
        if isThere, isFolder.boolValue {
            for name in OpenIReports.files(in: path) {
                guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else {
                    skipped.append(
                        SkippedItem(place: "\(path)/\(name)", reason: "it cannot be read"))
                    continue
                }
                read("\(path)/\(name)", [UInt8](data)[...])
            }
        } else {
            var archive = TarArchive(try GzipFile.contents(of: path))
            guard archive.isArchive else { throw CollectionError.notAnArchive(path: path) }
            while let entry = archive.next() {
                if entry.name.hasSuffix(".xml") { read("\(path), \(entry.name)", entry.content) }
            }
        }
        guard !reports.isEmpty else { throw CollectionError.noReports(path: path) }
        self.reports = reports.sorted { $0.number < $1.number }
        self.skipped = skipped
    }

    /// Whether a file begins as a gzipped file or a tar archive does.
    public static func isArchive(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let start = [UInt8]((try? file.read(upToCount: 512)) ?? Data())
        return start.starts(with: [0x1F, 0x8B]) || TarArchive(start).isArchive
    }

    /// The folder's XML files, or those of `ecgen-radiology` inside it.
    private static func files(in folder: String) -> [String] {
        for inner in ["", "ecgen-radiology/", "NLMCXR_reports/ecgen-radiology/"] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + inner))
            let files = (names ?? []).filter { $0.hasSuffix(".xml") }.sorted()
            if !files.isEmpty { return files.map { inner + $0 } }
        }
        return []
    }
}
