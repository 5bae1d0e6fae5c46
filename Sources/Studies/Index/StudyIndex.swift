import Foundation
import Text

/// The studies of a collection, some 120 bytes for each; pictures and reports stay on disk.
public struct StudyIndex: StudyCollection {
    /// Where reports are.
    enum Reports {
        /// In the index.
        case texts
        /// In files named for the folder of the picture, `s1/a.jpg` for `s1.txt`, below a folder.
        case files(folder: String)
    }

    public let name: String
    public let skipped: [SkippedItem]
    public let filtered: Int
    public let hasValidation: Bool
    private let folder: String
    private let rows: [StudyRow]
    private let images: TextPool
    private let texts: TextPool
    private let reports: Reports
    /// Whether several pictures have the same file name.
    private let isNamedByPath: Bool

    init(_ builder: StudyIndexBuilder) throws {
        guard builder.images.count > 0 else { throw builder.noStudy }
        name = builder.name
        skipped = builder.skipped
        filtered = builder.filtered
        folder = builder.folder
        rows = builder.rows
        images = builder.images
        texts = builder.texts
        reports = builder.reports
        isNamedByPath = builder.isNamedByPath
        hasValidation = rows.contains { $0.split == .validate }
    }

    public var count: Int { rows.count }

    public func patient(at position: Int) -> Int { rows[position].patient }

    public func split(at position: Int) -> Study.Split? { rows[position].split }

    public subscript(position: Int) -> Study {
        let row = rows[position]
        let image = images[position]
        let path = image.hasPrefix("/") ? image : "\(folder)/\(image)"
        let file = (isNamedByPath ? image.replacing("/", with: "_") : image) as NSString
        return Study(
            id: (file.lastPathComponent as NSString).deletingPathExtension, imagePath: path,
            report: row.report < 0 ? "" : texts[Int(row.report)],
            findings: row.findings.dictionary, patient: row.patient, view: row.view, sex: row.sex,
            age: row.age < 0 ? nil : Int(row.age), split: row.split, isInverted: row.isInverted)
    }

    public func study(at position: Int) -> Study {
        var study = self[position]
        if case .files(let folder) = reports {
            let path = "\(folder)/\((images[position] as NSString).deletingLastPathComponent).txt"
            let data = FileManager.default.contents(atPath: path)
            study.report = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        if study.findings.isEmpty, !study.report.isEmpty {
            study.findings = FindingSet.labels(of: study.report)
        }
        return study
    }
}

extension FindingSet {
    /// What the labeler reads from a report, by finding name.
    static func labels(of report: String) -> [String: Bool] {
        let findings = Finding.all.filter { $0 != .noFinding }
        return FindingsLabeler().label(ReportSections(report).described).labels(for: findings)
    }
}
