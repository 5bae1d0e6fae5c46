import Foundation
import TestSupport
import Testing

/// Real films in the folders and lists of MIMIC-CXR-JPG.
@Suite(
    "A collection in MIMIC-CXR-JPG's layout",
    .enabled(if: SharedData.miniature != nil, "the training films are not there"))
struct MIMICTrainingTests {
    private static let count = 48

    /// Patients, views and labels are made up; films are PNG under the published names.
    private static func write(to folder: String) throws {
        let source = try #require(SharedData.miniature) + "/images"
        let films = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
        var metadata = "dicom_id,subject_id,study_id,ViewPosition\n"
        var split = "dicom_id,study_id,subject_id,split\n"
        var labels = "subject_id,study_id,Cardiomegaly,Edema,No Finding,Pleural Effusion\n"
        for (index, film) in films.prefix(count).enumerated() {
            let (patient, study) = (10_000_000 + index * 3, 50_000_000 + index)
            let view = index % 6 == 5 ? "LATERAL" : index % 2 == 0 ? "PA" : "AP"
            metadata += "film\(index),\(patient),\(study),\(view)\n"
            split += "film\(index),\(study),\(patient),\(index % 4 == 3 ? "validate" : "train")\n"
            labels += "\(patient),\(study),\(index % 2).0,-1.0,,\(index % 3 == 0 ? "1.0" : "0.0")\n"
            let place = "\(folder)/files/p10/p\(patient)/s\(study)"
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: "\(source)/\(film)", toPath: "\(place)/film\(index).jpg")
            try "FINDINGS: The heart is enlarged.\n\nIMPRESSION: Small effusion.\n".write(
                toFile: "\(folder)/files/p10/p\(patient)/s\(study).txt", atomically: true,
                encoding: .utf8)
        }
        for (name, text) in [("metadata", metadata), ("split", split), ("negbio", labels)] {
            try text.write(
                toFile: "\(folder)/mimic-cxr-2.0.0-\(name).csv", atomically: true, encoding: .utf8)
        }
    }

    @Test("pretrain makes a model of its frontal films, and train tunes it")
    func pretrainAndTrain() throws {
        try BuiltProgram.use { program in
            let data = program.folder + "/mimic"
            try Self.write(to: data)
            let model = program.folder + "/model"
            let steps = ["autoencoder", "posture", "diagnosis", "consistency", "base"]
                .flatMap { ["--steps", "\($0)=1"] }
            let made = try program.run(
                ["pretrain", "--data", data, "--out", model, "--threads", "1"]
                    + ["--views", "pa,ap", "--labels", "negbio"] + steps)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.output.contains("MIMIC-CXR-JPG: 40 films, 8 of other views left out"))
            let tuned = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", program.folder + "/run"]
                    + SmallTraining.options)
            #expect(tuned.status == 0, "\(tuned.errors)")
        }
    }

    @Test("a view and labels that there are not are refused by name")
    func refused() throws {
        try BuiltProgram.use { program in
            let base = ["pretrain", "--data", program.folder, "--out", program.folder + "/model"]
            let view = try program.run(base + ["--views", "pa,oblique"])
            #expect(view.status != 0 && view.errors.contains("oblique"))
            let labels = try program.run(base + ["--labels", "chexbert"])
            #expect(labels.status != 0 && labels.errors.contains("negbio"))
        }
    }
}
