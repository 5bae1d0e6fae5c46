import Foundation
import Images
import Studies
import TestSupport
import Testing

/// Folders in the layouts of MIMIC-CXR-JPG and Open-i with real films, where they lie beside the
/// checkout.
@Suite("Layouts with real films", .enabled(if: SharedData.films != nil))
struct RealFilmTests {
    private let folder: TemporaryFolder
    private let films: [Study]

    init() throws {
        folder = try TemporaryFolder()
        let collection = try CollectionFolder.open(SharedData.films ?? "")
        films = (0..<12).map { collection[$0 * 50] }
    }

    private func link(_ film: Study, as name: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.newPath(name), withDestinationPath: film.imagePath)
    }

    @Test("A MIMIC-CXR-JPG folder gives every film with its labels")
    func mimic() throws {
        var metadata = "dicom_id,subject_id,study_id,ViewPosition\n"
        var splits = "dicom_id,study_id,subject_id,split\n"
        var labels = "subject_id,study_id,Pleural Effusion,No Finding\n"
        for (index, film) in films.enumerated() {
            let (patient, study) = (10_000_000 + index, 50_000_000 + index)
            metadata += "\(film.id),\(patient),\(study),\(film.view?.rawValue ?? "")\n"
            splits += "\(film.id),\(study),\(patient),\(index % 4 == 0 ? "validate" : "train")\n"
            let effusion = film.findings["Effusion"] == true ? "1.0" : "0.0"
            labels += "\(patient),\(study),\(effusion),\(film.positives.isEmpty ? "1.0" : "")\n"
            try link(film, as: "files/p10/p\(patient)/s\(study)/\(film.id).jpg")
        }
        try folder.write(metadata, to: "mimic-cxr-2.0.0-metadata.csv")
        try folder.write(splits, to: "mimic-cxr-2.0.0-split.csv")
        try folder.write(labels, to: "mimic-cxr-2.0.0-chexpert.csv")
        let studies = try CollectionFolder.open(folder.path(""))
        #expect(studies.count == 12 && studies.skipped.isEmpty)
        let stack = try PictureStack(loading: studies, side: 64)
        #expect(stack.count == 12 && stack.skipped.isEmpty)
        for (index, film) in films.enumerated() {
            #expect(studies[index].findings["Effusion"] == film.findings["Effusion"])
            #expect(try studies[index].picture() == film.picture())
        }
        #expect(studies.positions(in: .validation) == [0, 4, 8])
    }

    @Test(
        "Open-i's reports as published find films under the names that they give",
        .enabled(if: SharedData.openI != nil))
    func openI() throws {
        let reports = try OpenIReports(contentsOf: SharedData.openI ?? "")
        let names = reports.reports.prefix(40).flatMap(\.images).prefix(12)
        for (film, name) in zip(films, names) { try link(film, as: "\(name).png") }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("NLMCXR_reports.tgz"),
            withDestinationPath: SharedData.openI ?? "")
        let studies = try CollectionFolder.open(folder.path(""))
        #expect(studies.count == 12 && studies.name == "Open-i")
        #expect(try PictureStack(loading: studies, side: 32).count == 12)
        #expect((0..<12).contains { !studies.study(at: $0).findings.isEmpty })
    }
}
