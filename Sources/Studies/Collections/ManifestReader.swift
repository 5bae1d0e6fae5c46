import Foundation
import Text

/// Makes an index of a CSV file with a line for each picture: `image` (a path relative to the
/// file) and `patient_id`, and `age`, `sex`, `view`, `findings`, `report`, `split`, `inverted`
/// where they are there.
///
/// `findings` are names separated by `|`, or `No Finding`; every finding of ChestX-ray14 that is
/// not named is taken to be absent, as its labels mean it. An empty field means unknown.
struct ManifestReader {
    private struct Problem: Error {
        let reason: String
    }

    private struct Columns {
        let image: Int
        let patient: Int
        let age: Int?
        let sex: Int?
        let view: Int?
        let findings: Int?
        let report: Int?
        let split: Int?
        let inverted: Int?

        init(_ table: CSVReader) throws {
            image = try table.column("image")
            patient = try table.column("patient_id")
            age = table.optionalColumn("age")
            sex = table.optionalColumn("sex")
            view = table.optionalColumn("view")
            findings = table.optionalColumn("findings")
            report = table.optionalColumn("report")
            split = table.optionalColumn("split")
            inverted = table.optionalColumn("inverted")
        }
    }

    private let columns: Columns
    private var table: CSVReader
    private var builder: StudyIndexBuilder

    static func read(_ path: String, options: CollectionOptions) throws -> StudyIndex {
        var reader = try ManifestReader(path, options: options)
        return try reader.read()
    }

    private init(_ path: String, options: CollectionOptions) throws {
        table = try CSVReader(contentsOf: path)
        columns = try Columns(table)
        builder = StudyIndexBuilder(
            name: path, folder: (path as NSString).deletingLastPathComponent, views: options.views)
    }

    private mutating func read() throws -> StudyIndex {
        var seen: Set<String> = []
        while table.next() {
            let place = "\(table.path), line \(table.line)"
            do {
                let image = table.text(columns.image)
                var row = try row()
                guard seen.insert(image).inserted else {
                    throw Problem(reason: "the picture is listed a second time")
                }
                if let report = columns.report, !table.text(report).isEmpty {
                    row.report = builder.addReport(table.text(report))
                }
                builder.add(row, image: image)
            } catch let problem as Problem {
                builder.skip(place, problem.reason)
            }
        }
        return try StudyIndex(builder)
    }

    private func row() throws -> StudyRow {
        guard table.fieldCount == table.columns.count else {
            throw Problem(
                reason: "it has \(table.fieldCount) fields, the header \(table.columns.count)")
        }
        guard !table.text(columns.image).isEmpty else {
            throw Problem(reason: "the column image is empty")
        }
        guard let patient = table.integer(columns.patient) else {
            throw Problem(reason: "the column patient_id is not a number")
        }
        var row = StudyRow(patient: patient)
        row.findings = try findings()
        row.age = try value(columns.age, "age") { Int16($0).flatMap { $0 >= 0 ? $0 : nil } } ?? -1
        row.sex = try value(columns.sex, "sex") {
            Study.Sex(rawValue: String($0.uppercased().prefix(1)))
        }
        row.view = try value(columns.view, "view") { Study.View(rawValue: $0.uppercased()) }
        row.split = try value(columns.split, "split") { Study.Split(spelled: $0) }
        row.isInverted = try value(columns.inverted, "inverted", Self.isInverted) ?? false
        return row
    }

    private func findings() throws -> FindingSet {
        var set = FindingSet()
        guard let column = columns.findings, !table.text(column).isEmpty else { return set }
        for part in table.text(column).split(separator: "|") {
            guard let finding = Finding(spelled: String(part)) else {
                throw Problem(
                    reason: "the column findings names an unknown finding, \(part.trimmed)")
            }
            if finding != .noFinding { set[finding] = true }
        }
        set.denyUnknown(Finding.chestXray14)
        return set
    }

    private func value<Value>(
        _ column: Int?, _ name: String, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let column else { return nil }
        let text = table.text(column)
        guard !text.isEmpty else { return nil }
        guard let value = read(text) else {
            throw Problem(reason: "the column \(name) holds \"\(text)\", which is not understood")
        }
        return value
    }

    private static func isInverted(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "yes", "monochrome1": true
        case "0", "false", "no", "monochrome2": false
        default: nil
        }
    }
}
