import Foundation
import Text

/// Makes studies of the rows of a manifest.
struct ManifestReader {
    struct Problem: Error {
        let reason: String
    }

    private let table: CSVTable
    private let folder: String
    private let labels: [Finding]
    private let image: Int
    private let patient: Int
    private let age: Int?
    private let sex: Int?
    private let view: Int?
    private let findings: Int?
    private let report: Int?

    init(table: CSVTable, labels: [Finding]) throws {
        self.table = table
        self.labels = labels
        folder = (table.path as NSString).deletingLastPathComponent
        image = try table.column("image")
        patient = try table.column("patient_id")
        age = table.optionalColumn("age")
        sex = table.optionalColumn("sex")
        view = table.optionalColumn("view")
        findings = table.optionalColumn("findings")
        report = table.optionalColumn("report")
    }

    func study(_ row: CSVTable.Row) -> Result<Study, Problem> {
        Result { () throws(Problem) in try read(row) }
    }

    func skip(_ row: CSVTable.Row, _ reason: String) -> SkippedItem {
        SkippedItem(place: "\(table.path), line \(row.line)", reason: reason)
    }

    private func read(_ row: CSVTable.Row) throws(Problem) -> Study {
        guard row.fields.count == table.columns.count else {
            throw Problem(
                reason: "it has \(row.fields.count) fields, the header \(table.columns.count)")
        }
        let image = field(image, of: row)
        guard !image.isEmpty else { throw Problem(reason: "the column image is empty") }
        guard let number = Int(field(patient, of: row)), number >= 0 else {
            throw Problem(reason: "the column patient_id is not a number")
        }
        let path = image.hasPrefix("/") ? image : "\(folder.isEmpty ? "." : folder)/\(image)"
        return Study(
            id: ((image as NSString).lastPathComponent as NSString).deletingPathExtension,
            imagePath: path,
            report: report.map { field($0, of: row) } ?? "",
            findings: try findings(of: row),
            patient: number,
            view: try value(view, "view", of: row) { Study.View(rawValue: $0.uppercased()) },
            sex: try value(sex, "sex", of: row) {
                Study.Sex(rawValue: String($0.uppercased().prefix(1)))
            },
            age: try value(age, "age", of: row) { Int($0).flatMap { $0 >= 0 ? $0 : nil } })
    }

    private func findings(of row: CSVTable.Row) throws(Problem) -> [String: Bool] {
        guard let findings else { return [:] }
        let text = field(findings, of: row)
        guard !text.isEmpty else { return [:] }
        var result = Dictionary(uniqueKeysWithValues: labels.map { ($0.name, false) })
        for part in text.split(separator: "|") {
            let name = String(part.trimmed)
            guard name != Finding.noFinding.name else { continue }
            guard result[name] != nil else {
                throw Problem(reason: "the column findings names an unknown finding, \(name)")
            }
            result[name] = true
        }
        return result
    }

    private func value<Value>(
        _ column: Int?, _ name: String, of row: CSVTable.Row, _ read: (String) -> Value?
    ) throws(Problem) -> Value? {
        guard let column else { return nil }
        let text = field(column, of: row)
        guard !text.isEmpty else { return nil }
        guard let value = read(text) else {
            throw Problem(reason: "the column \(name) holds \"\(text)\", which is not understood")
        }
        return value
    }

    private func field(_ column: Int, of row: CSVTable.Row) -> String {
        String(row.fields[column].trimmed)
    }
}
