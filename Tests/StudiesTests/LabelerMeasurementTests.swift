import Studies
import TestSupport
import Testing
import Text

@Suite("Labeler beside Open-i's tags")
struct LabelerMeasurementTests {
    private func agreement(
        _ finding: Finding, _ reports: [(text: String, tags: [String])]
    ) throws -> LabelerMeasurement.Agreement {
        let folder = try TemporaryFolder()
        for (index, report) in reports.enumerated() {
            let xml = OpenIExamples.report(index + 1, findings: report.text, tags: report.tags)
            try folder.write(xml, to: "\(index + 1).xml")
        }
        let measurement = LabelerMeasurement(
            try OpenIReports(contentsOf: folder.path("")).reports)
        let found = measurement.agreements.first { $0.finding == finding }
        return try #require(found).agreement
    }

    @Test("Agreement, both kinds of disagreement and what was left open are counted")
    func counts() throws {
        let agreement = try agreement(
            .effusion,
            [
                ("Small effusion.", ["Pleural Effusion/left/small"]), ("Effusion.", ["normal"]),
                ("Clear lungs.", ["Pleural Effusion"]),
                ("Possible effusion.", ["Pleural Effusion"]), ("No effusion.", ["normal"]),
            ])
        #expect(agreement.both == 1 && agreement.labelerOnly == 1)
        #expect(agreement.tagsOnly == 2 && agreement.leftOpen == 1)
        #expect(agreement.precision == 0.5 && agreement.recall == 1.0 / 3)
        #expect(agreement.f1 == 0.4)
    }

    @Test("Tags that leave a label open, reports without tags and empty ones are left out")
    func leftOut() throws {
        let agreement = try agreement(
            .cardiomegaly,
            [
                ("Cardiomegaly.", ["Cardiomegaly/borderline"]), ("Cardiomegaly.", ["No Indexing"]),
                ("", ["Cardiomegaly"]), ("Cardiomegaly.", ["Cardiac Shadow/enlarged/mild"]),
            ])
        #expect(agreement == .init(both: 1))
    }

    @Test(
        "On the real reports micro-F1 is at least 0.94, and no label's below 0.85",
        .enabled(if: SharedData.openI != nil))
    func real() throws {
        let all = try OpenIReports(contentsOf: SharedData.openI ?? "").reports
        #expect(all.count == 3955)
        let measurement = LabelerMeasurement(all)
        #expect(measurement.micro.f1 >= 0.94)
        for (finding, agreement) in measurement.agreements {
            #expect(agreement.f1 >= 0.85, "\(finding.name)")
        }
    }
}
