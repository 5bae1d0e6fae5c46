import Foundation
import Studies

/// Writes the lists of MIMIC-CXR-JPG for films that do not exist, with as many films a study and
/// studies a patient as the real ones have, nearly.
struct GeneratedIndex {
    private static let views = ["AP", "PA", "LATERAL", "LL", "AP", ""]
    private static let columns =
        "subject_id,study_id,Atelectasis,Cardiomegaly,Consolidation,Edema,"
        + "Enlarged Cardiomediastinum,Fracture,Lung Lesion,Lung Opacity,No Finding,"
        + "Pleural Effusion,Pleural Other,Pneumonia,Pneumothorax,Support Devices\n"

    let rows: Int

    func write(to folder: String) throws {
        for group in 10..<20 {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/files/p\(group)", withIntermediateDirectories: true)
        }
        var metadata =
            "dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows,"
            + "Columns,StudyDate,StudyTime\n"
        var splits = "dicom_id,study_id,subject_id,split\n"
        var labels = Self.columns
        var generator = SeededGenerator(seed: 1)
        for row in 0..<rows {
            // five films for three studies, 3.5 studies a patient
            let study = row * 3 / 5
            let patient = 10_000_000 + study * 2 / 7 * 89
            let name = Self.name(&generator)
            let view = Self.views[Int(generator.next() % UInt64(Self.views.count))]
            metadata +=
                "\(name),\(patient),\(50_000_000 + study),CHEST (PA AND LAT),\(view),2544,3056,"
                + "21800506,213014.531\n"
            let part = patient % 100 == 0 ? "validate" : patient % 50 == 1 ? "test" : "train"
            splits += "\(name),\(50_000_000 + study),\(patient),\(part)\n"
            if row == 0 || study != (row - 1) * 3 / 5 {
                labels += "\(patient),\(50_000_000 + study)\(Self.labels(&generator))\n"
            }
        }
        let lists = [("metadata", metadata), ("split", splits), ("chexpert", labels)]
        for (kind, text) in lists {
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: "\(folder)/mimic-cxr-2.0.0-\(kind).csv"))
        }
    }

    /// Five groups of eight hexadecimal digits.
    private static func name(_ generator: inout SeededGenerator) -> String {
        (0..<5).map { _ in
            let digits = String(generator.next() >> 32, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined(separator: "-")
    }

    /// Fourteen fields, most of them blank.
    private static func labels(_ generator: inout SeededGenerator) -> String {
        (0..<14).map { _ in
            switch generator.next() % 10 {
            case 0: ",1.0"
            case 1: ",0.0"
            case 2: ",-1.0"
            default: ","
            }
        }.joined()
    }
}
