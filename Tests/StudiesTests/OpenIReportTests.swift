import Foundation
import Studies
import Testing

@Suite("Open-i's reports")
struct OpenIReportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Sections, tags and pictures are read; entities are replaced, the indication is left out")
    func fields() throws {
        let xml = OpenIExamples.report(
            17, findings: "Effusion &lt; 2 cm &amp; clear lungs&#46;\n  ",
            impression: "<![CDATA[No <acute> disease.]]>",
            tags: ["Pleural Effusion/left/small", "Cardiomegaly"], images: ["CXR17_IM-1-2"])
        try folder.write(xml, to: "17.xml")
        try folder.write("<other/>", to: "2.xml")
        let reports = try OpenIReports(contentsOf: folder.path(""))
        let report = try #require(reports.reports.first)
        #expect(report.number == 17 && reports.reports.count == 1)
        #expect(report.findings == "Effusion < 2 cm & clear lungs.")
        #expect(report.impression == "No <acute> disease.")
        #expect(report.tags == ["Pleural Effusion/left/small", "Cardiomegaly"])
        #expect(report.images == ["CXR17_IM-1-2"])
        #expect(report.text.hasPrefix("FINDINGS: Effusion") && !report.text.contains("Cough"))
        #expect(reports.skipped.map(\.place) == ["\(folder.path(""))/2.xml"])
    }

    @Test("The archive as published gives what the unpacked folder gives, sorted by number")
    func archive() throws {
        let path = folder.path("reports.tgz")
        let long = String(repeating: "The heart is enlarged. ", count: 60)
        OpenIExamples.archive(
            [
                ("10.xml", OpenIExamples.report(10, findings: long)),
                ("2.xml", OpenIExamples.report(2, impression: "Clear lungs.")),
            ], at: path)
        #expect(OpenIReports.isArchive(path))
        let reports = try OpenIReports(contentsOf: path).reports
        #expect(reports.map(\.number) == [2, 10])
        #expect(reports[1].findings == long.trimmingCharacters(in: .whitespaces))
    }

    @Test("What is no archive, and a folder without reports, are refused with the reason")
    func refused() throws {
        try folder.write("hello", to: "a.txt")
        #expect(!OpenIReports.isArchive(folder.path("a.txt")))
        #expect(throws: CollectionError.notAnArchive(path: folder.path("a.txt"))) {
            try OpenIReports(contentsOf: folder.path("a.txt"))
        }
        #expect(throws: CollectionError.noReports(path: folder.path(""))) {
            try OpenIReports(contentsOf: folder.path(""))
        }
    }
}
