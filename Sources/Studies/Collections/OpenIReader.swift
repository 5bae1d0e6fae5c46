import Foundation

/// Makes an index of the Indiana University collection as Open-i publishes it: the reports of
/// `NLMCXR_reports.tgz`, packed or not, and the unpacked pictures of `NLMCXR_png.tgz`, whose names
/// the reports give.
///
/// Reports do not say which patient or view they are of: each is taken for a patient of its own;
/// views are read from `indiana_projections.csv` where somebody has added it.
struct OpenIReader {
    private let folder: String
    private let reports: String
    private let options: CollectionOptions

    /// Where the reports are, in a folder with them.
    static func reports(in folder: String) -> String? {
        let files = FileManager.default
        let archives = ["NLMCXR_reports.tgz", "NLMCXR_reports.tar"].map { "\(folder)/\($0)" }
        if let archive = archives.first(where: { files.fileExists(atPath: $0) }) { return archive }
        let inner = ["ecgen-radiology", "NLMCXR_reports", ""].map { "\(folder)/\($0)" }
        return inner.first { place in
            ["", "/ecgen-radiology"].contains { deeper in
                let names = try? files.contentsOfDirectory(atPath: place + deeper)
                return names?.contains { $0.hasSuffix(".xml") } ?? false
            }
        }
    }

    static func read(
        reports: String, folder: String, options: CollectionOptions
    ) throws -> StudyIndex {
        try OpenIReader(folder: folder, reports: reports, options: options).read()
    }

    private func read() throws -> StudyIndex {
        let reports = try OpenIReports(contentsOf: reports)
        let looked = ["NLMCXR_png", "images", "png", "."].map { "\(folder)/\($0)" }
        let pictures = Self.pictures(in: looked)
        let laterals = try laterals()
        var builder = StudyIndexBuilder(name: "Open-i", folder: folder, views: options.views)
        for item in reports.skipped { builder.skip(item.place, item.reason) }
        var absent = 0
        for report in reports.reports {
            let there = report.images.filter { pictures[$0] != nil }
            absent += report.images.count - there.count
            guard !there.isEmpty else { continue }
            var row = StudyRow(patient: report.number)
            row.report = builder.addReport(report.text)
            for image in there {
                row.view = laterals.contains(image) ? .lateral : nil
                builder.add(row, image: pictures[image] ?? image)
            }
        }
        guard builder.images.count > 0 || builder.filtered > 0 else {
            throw CollectionError.noPictures(collection: "Open-i", looked: looked)
        }
        if absent > 0 {
            builder.skip(self.reports, "\(absent) of the pictures that they name are not there")
        }
        return try StudyIndex(builder)
    }

    /// Paths of PNG files by name without extension, of the first folder that has any.
    private static func pictures(in folders: [String]) -> [String: String] {
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let pictures = names.filter { $0.hasPrefix("CXR") && $0.hasSuffix(".png") }
            if pictures.isEmpty { continue }
            return Dictionary(
                uniqueKeysWithValues: pictures.map { (String($0.dropLast(4)), "\(folder)/\($0)") })
        }
        return [:]
    }

    /// The pictures that the list of projections calls lateral: `1_IM-0001-3001.dcm.png` there is
    /// `CXR1_1_IM-0001-3001.png` here.
    private func laterals() throws -> Set<String> {
        let path = "\(folder)/indiana_projections.csv"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        var table = try CSVReader(contentsOf: path)
        let (number, file) = (try table.column("uid"), try table.column("filename"))
        let projection = try table.column("projection")
        var laterals: Set<String> = []
        while table.next() {
            guard table.text(projection).lowercased() == "lateral" else { continue }
            let name = table.text(file).replacing(".dcm", with: "").replacing(".png", with: "")
            laterals.insert("CXR\(name)")
            laterals.insert("CXR\(table.text(number))_\(name)")
        }
        return laterals
    }
}
