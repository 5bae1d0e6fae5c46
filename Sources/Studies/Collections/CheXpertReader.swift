import Foundation

/// Makes an index of CheXpert as Stanford publishes it: `train.csv` and `valid.csv`, whose paths
/// begin with the folder's own name.
enum CheXpertReader {
    static func read(_ folder: String, options: CollectionOptions) throws -> StudyIndex {
        var builder = StudyIndexBuilder(name: "CheXpert", folder: folder, views: options.views)
        builder.isNamedByPath = true
        let lists: [(String, Study.Split)] = [("train.csv", .train), ("valid.csv", .validate)]
        for (name, split) in lists
        where FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
            try read(CSVReader(contentsOf: "\(folder)/\(name)"), split, into: &builder)
        }
        return try StudyIndex(builder)
    }

    private static func read(
        _ list: CSVReader, _ split: Study.Split, into builder: inout StudyIndexBuilder
    ) throws {
        var table = list
        let path = try table.column("Path")
        let (sex, age) = (table.optionalColumn("Sex"), table.optionalColumn("Age"))
        let direction = try table.column("Frontal/Lateral")
        let projection = table.optionalColumn("AP/PA")
        let labels = CheXpertLabels(table)
        while table.next() {
            let parts = table.text(path).split(separator: "/")
            guard parts.count >= 5,
                let patient = Int(parts[parts.count - 3].drop { !$0.isNumber })
            else {
                builder.skip(
                    "\(table.path), line \(table.line)",
                    "the column Path is not of the form CheXpert/train/patient1/study1/film.jpg")
                continue
            }
            var row = StudyRow(patient: patient)
            row.split = split
            row.findings = labels.findings(of: table)
            row.sex = sex.flatMap { Study.Sex(rawValue: String(table.text($0).prefix(1))) }
            row.age = age.flatMap { Int16(table.text($0)) } ?? -1
            row.view =
                table.text(direction) == "Lateral"
                ? .lateral : projection.flatMap { Study.View(rawValue: table.text($0)) }
            builder.add(row, image: parts.suffix(4).joined(separator: "/"))
        }
    }
}
