import Foundation
public import Text

/// Studies listed in a CSV file: `image` (a path relative to the file) and `patient_id`, and
/// `age`, `sex`, `view`, `findings`, `report` where they are there.
///
/// `findings` are names separated by `|`, or `No Finding`; every finding of the labels that is
/// not named is taken to be absent, as NIH ChestX-ray14 means it. An empty field means unknown.
public struct ManifestCollection: StudyCollection {
    public let name: String
    public let studies: [Study]
    public let skipped: [SkippedItem]

    /// - Parameters:
    ///   - path: the CSV file, gzipped or not.
    ///   - labels: the findings that a row without them denies.
    public init(
        contentsOf path: String, name: String? = nil, labels: [Finding] = Finding.chestXray14
    ) throws {
        let table = try CSVTable(contentsOf: path)
        let reader = try ManifestReader(table: table, labels: labels)
        var studies: [Study] = []
        var skipped: [SkippedItem] = []
        var seen: Set<String> = []
        for row in table.rows {
            switch reader.study(row) {
            case .success(let study) where !seen.insert(study.imagePath).inserted:
                skipped.append(reader.skip(row, "the picture is listed a second time"))
            case .success(let study): studies.append(study)
            case .failure(let problem): skipped.append(reader.skip(row, problem.reason))
            }
        }
        guard !studies.isEmpty else {
            let first = skipped.first.map(\.description) ?? "there is none"
            throw CollectionError.noUsableRow(path: path, first: first)
        }
        self.name = name ?? (path as NSString).lastPathComponent
        self.studies = studies
        self.skipped = skipped
    }

    /// The training set of the miniature: the folder with its `manifest.csv` and `images`.
    public static func miniature(folder: String) throws -> ManifestCollection {
        try ManifestCollection(
            contentsOf: "\(folder)/manifest.csv", name: "NIH ChestX-ray14 at 128 × 128")
    }

    public var count: Int { studies.count }

    public subscript(position: Int) -> Study { studies[position] }
}
