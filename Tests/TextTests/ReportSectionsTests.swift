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

    @Test("Headings of MIMIC-CXR: views in capitals, combined headings, the preliminary reading")
    func mimic() {
        let report = """
                                             FINAL REPORT
             EXAMINATION:  CHEST (PORTABLE AP)

             WET READ: ___ ___ 9:14 AM
              Possible pneumonia.

             PORTABLE AP CHEST RADIOGRAPH:  There is a small effusion.
             NOTE THAT: this is no view.

             FINDINGS AND IMPRESSION:  Effusion.
            """
        let sections = ReportSections(report)
        #expect(sections.findings == "There is a small effusion.")
        #expect(sections.impression == "Effusion.")
        #expect(!sections.described.contains("pneumonia"))
    }

    @Test("A heading may stand alone on its line; without one, what precedes the indication counts")
    func alone() {
        let sections = ReportSections("FINDINGS\nClear lungs.\n\nIMPRESSION\n\nNormal chest.")
        #expect(sections.findings == "Clear lungs." && sections.impression == "Normal chest.")
        let bare = ReportSections("The heart is enlarged.\nINDICATION: rule out edema.")
        #expect(bare.prompt == "The heart is enlarged.")
        #expect(ReportSections("INDICATION: Cough.").prompt == "INDICATION: Cough.")
    }
}
