import Foundation
import Text

/// Makes an index of MIMIC-CXR-JPG as PhysioNet publishes it: `files/p10/p10000032/s5041/….jpg`
/// beside `mimic-cxr-2.0.0-metadata.csv` and the lists of splits and labels, gzipped or not; the
/// reports of MIMIC-CXR as text, in `files` too or in `mimic-cxr-reports/files`.
struct MIMICReader {
    private let folder: String
    private let options: CollectionOptions

    /// The list of one kind in a folder.
    static func list(_ kind: String, in folder: String) -> String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let name = names.sorted().last { name in
            name.hasPrefix("mimic-cxr-")
                && (name.hasSuffix("-\(kind).csv") || name.hasSuffix("-\(kind).csv.gz"))
        }
        return name.map { "\(folder)/\($0)" }
    }

    static func read(_ folder: String, options: CollectionOptions) throws -> StudyIndex {
        try MIMICReader(folder: folder, options: options).read()
    }

    private func read() throws -> StudyIndex {
        guard let metadata = Self.list("metadata", in: folder) else {
            throw CollectionError.unreadable(
                path: "\(folder)/mimic-cxr-2.0.0-metadata.csv", reason: "it is not there")
        }
        let groups = Set(
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/files")) ?? [])
                .compactMap { $0.first == "p" ? Int($0.dropFirst()) : nil })
        guard !groups.isEmpty else {
            throw CollectionError.noPictures(
                collection: "MIMIC-CXR-JPG", looked: ["\(folder)/files/p10"])
        }
        let splits = try splits()
        let labels = try labels()
        var builder = StudyIndexBuilder(
            name: "MIMIC-CXR-JPG", folder: folder, views: options.views)
        builder.reports = .files(folder: reportFolder)
        var table = try CSVReader(contentsOf: metadata)
        let columns = (
            image: try table.column("dicom_id"), patient: try table.column("subject_id"),
            study: try table.column("study_id"), view: try table.column("ViewPosition")
        )
        var absent = 0
        while table.next() {
            guard let patient = table.integer(columns.patient),
                let study = table.integer(columns.study), !table.bytes(columns.image).isEmpty
            else {
                builder.skip("\(metadata), line \(table.line)", "a column of its names is empty")
                continue
            }
            let group = patient / 1_000_000
            guard groups.contains(group) else {
                absent += 1
                continue
            }
            guard let view = Self.view(table.text(columns.view)) else {
                builder.filterOut()
                continue
            }
            var row = StudyRow(patient: patient)
            row.view = view
            row.split = splits[Self.key(table.bytes(columns.image))]
            row.findings = labels[study] ?? FindingSet()
            builder.add(
                row,
                image: "files/p\(group)/p\(patient)/s\(study)/\(table.text(columns.image)).jpg")
        }
        if absent > 0 {
            builder.skip(
                metadata, "\(absent) of its films lie in folders of files/ that are not there")
        }
        return try StudyIndex(builder)
    }

    private var reportFolder: String {
        let own = "\(folder)/mimic-cxr-reports"
        return FileManager.default.fileExists(atPath: "\(own)/files") ? own : folder
    }

    /// By the key of the film's name.
    private func splits() throws -> [UInt64: Study.Split] {
        guard let path = Self.list("split", in: folder) else { return [:] }
        var table = try CSVReader(contentsOf: path)
        let (image, split) = (try table.column("dicom_id"), try table.column("split"))
        var splits: [UInt64: Study.Split] = [:]
        while table.next() {
            splits[Self.key(table.bytes(image))] = Study.Split(spelled: table.text(split))
        }
        return splits
    }

    /// By the number of the study.
    private func labels() throws -> [Int: FindingSet] {
        guard let path = Self.list(options.labels.rawValue, in: folder) else { return [:] }
        var table = try CSVReader(contentsOf: path)
        let study = try table.column("study_id")
        let columns = CheXpertLabels(table)
        var labels: [Int: FindingSet] = [:]
        while table.next() {
            if let number = table.integer(study) { labels[number] = columns.findings(of: table) }
        }
        return labels
    }

    /// - Returns: `nil` where it is neither frontal nor lateral, or not said.
    private static func view(_ position: String) -> Study.View? {
        switch position.uppercased() {
        case "PA": .posteroanterior
        case "AP": .anteroposterior
        case "LATERAL", "LL", "RL": .lateral
        default: nil
        }
    }

    /// FNV-1a: two of the 377,110 names share a key with a chance of one in 10⁸.
    private static func key(_ name: ArraySlice<UInt8>) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
