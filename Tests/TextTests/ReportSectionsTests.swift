import Testing
import Text

@Suite("Report sections")
struct ReportSectionsTests {
    @Test("Findings and impression are taken without the indication")
    func sections() {
        let report = """
            EXAMINATION: Chest (PA and lateral)
            INDICATION: Cough, evaluate for pneumonia.

            FINDINGS: The heart is enlarged.
            There is   no effusion.

            Impression:
            Cardiomegaly.
            """
        let sections = ReportSections(report)
        #expect(sections.findings == "The heart is enlarged. There is no effusion.")
        #expect(sections.impression == "Cardiomegaly.")
        #expect(sections.prompt == "Cardiomegaly.")
        #expect(!sections.described.contains("pneumonia"))
        let labels = FindingsLabeler().label(sections.described).labels()
        #expect(labels == ["Cardiomegaly": true, "Effusion": false])
    }

    @Test("A text without headings is taken whole, and a colon alone makes no heading")
    func plain() {
        let sections = ReportSections("Note: clear\n lungs.")
        #expect(sections.findings.isEmpty)
        #expect(sections.prompt == "Note: clear lungs.")
        #expect(sections.described == "Note: clear lungs.")
    }
}
