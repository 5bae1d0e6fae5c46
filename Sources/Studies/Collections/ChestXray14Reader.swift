import Foundation
import Text

/// Makes an index of ChestX-ray14 as the NIH publish it: `Data_Entry_2017.csv` (or the corrected
/// `Data_Entry_2017_v2020.csv`), the pictures in `images` or in `images_001/images` and so on,
/// `train_val_list.txt` and `test_list.txt` where they are there.
struct ChestXray14Reader {
    private let folder: String
    private let options: CollectionOptions

    static func list(in folder: String) -> String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().last { name in
            name.hasPrefix("Data_Entry_2017")
                && (name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"))
        }.map { "\(folder)/\($0)" }
    }

    static func read(_ folder: String, options: CollectionOptions) throws -> StudyIndex {
        try ChestXray14Reader(folder: folder, options: options).read()
    }

    private func read() throws -> StudyIndex {
        guard let path = Self.list(in: folder) else {
            throw CollectionError.unreadable(
                path: "\(folder)/Data_Entry_2017.csv", reason: "it is not there")
        }
        let folders = folders()
        let places = places(in: folders)
        guard !places.isEmpty else {
            throw CollectionError.noPictures(
                collection: "NIH ChestX-ray14", looked: folders.map { "\(folder)/\($0)" })
        }
        let tests = names(in: "test_list.txt")
        let others = names(in: "train_val_list.txt")
        var builder = StudyIndexBuilder(
            name: "NIH ChestX-ray14", folder: folder, views: options.views)
        var table = try CSVReader(contentsOf: path)
        let columns = try Columns(table)
        var absent = 0
        while table.next() {
            let image = table.text(columns.image)
            do {
                var row = try columns.row(of: table)
                guard let place = places[image] else {
                    absent += 1
                    continue
                }
                if tests.contains(image) { row.split = .test }
                if others.contains(image) { row.split = .train }
                builder.add(row, image: "\(folders[place])/\(image)")
            } catch let problem as Columns.Problem {
                builder.skip("\(path), line \(table.line)", problem.reason)
            }
        }
        if absent > 0 { builder.skip(path, "the pictures of \(absent) of its films are not there") }
        return try StudyIndex(builder)
    }

    private func folders() -> [String] {
        ["images"] + (1...12).map { "images_\($0 < 10 ? "00" : "0")\($0)/images" } + ["."]
    }

    /// Which of the folders each picture lies in.
    private func places(in folders: [String]) -> [String: Int] {
        var places: [String: Int] = [:]
        for (index, inner) in folders.enumerated() {
            let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(inner)")
            for name in names ?? [] where name.hasSuffix(".png") { places[name] = index }
        }
        return places
    }

    /// The lines of a list; none where it is not there.
    private func names(in list: String) -> Set<String> {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(list)") else {
            return []
        }
        return Set(
            String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
                .map { String($0.trimmed) })
    }
}

extension ChestXray14Reader {
    /// Reads one row of the list.
    private struct Columns {
        struct Problem: Error {
            let reason: String
        }

        let image: Int
        private let findings: Int
        private let patient: Int
        private let age: Int?
        private let sex: Int?
        private let view: Int?

        init(_ table: CSVReader) throws {
            image = try table.column("Image Index")
            findings = try table.column("Finding Labels")
            patient = try table.column("Patient ID")
            age = table.optionalColumn("Patient Age")
            // renamed in 2020
            sex = table.optionalColumn("Patient Gender") ?? table.optionalColumn("Patient Sex")
            view = table.optionalColumn("View Position")
        }

        func row(of table: CSVReader) throws -> StudyRow {
            guard let patient = table.integer(patient) else {
                throw Problem(reason: "the column Patient ID is not a number")
            }
            var row = StudyRow(patient: patient)
            for name in table.text(findings).split(separator: "|") {
                guard let finding = Finding(spelled: String(name)) else {
                    throw Problem(reason: "it names an unknown finding, \(name)")
                }
                if finding != .noFinding { row.findings[finding] = true }
            }
            row.findings.denyUnknown(Finding.chestXray14)
            row.age = age.flatMap { Self.age(table.text($0)) } ?? -1
            row.sex = sex.flatMap { Study.Sex(rawValue: table.text($0)) }
            row.view = view.flatMap { Study.View(rawValue: table.text($0)) }
            return row
        }

        /// Of `58` or `058Y`; a few films of the list claim more than 400 years.
        private static func age(_ text: String) -> Int16? {
            Int16(text.prefix(while: \.isNumber)).flatMap { $0 <= 120 ? $0 : nil }
        }
    }
}
