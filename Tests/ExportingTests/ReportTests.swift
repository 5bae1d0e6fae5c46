import Foundation
import Images
import TestSupport
import Testing

@testable import Exporting

@Suite("The report of a run") struct ReportTests {
    @Test("is one file without links, and without the prompts' texts unless they are asked for")
    func html() throws {
        let exported = try ExportedRun()
        defer { withExtendedLifetime(exported) {} }
        let run = try exported.record()
        let text = try RunReport(run, includesText: false).html()
        #expect(text.contains("Not for diagnosis"))
        #expect(text.contains("<td>+0.500</td>"))
        #expect(text.contains("src=\"data:image/png;base64,"))
        #expect(text.contains("<svg"))
        #expect(text.contains("pictures are breaking since epoch 3"))
        #expect(!text.contains("Oedema"))
        #expect(!text.contains("href"))
        let whole = try RunReport(run, includesText: true).html()
        #expect(whole.contains("prompt 4: AP view. Oedema &amp; &lt;effusion&gt;."))
        #expect(whole.contains("have gone white"))
    }

    @Test("is Markdown with its pictures beside it, for its owner alone")
    func markdown() throws {
        let exported = try ExportedRun()
        defer { withExtendedLifetime(exported) {} }
        let run = try exported.record()
        try withTemporaryFolder { folder in
            let path = try RunReport(run, includesText: false).writeMarkdown(to: folder)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("| posture | 1.00 | +0.000 | +0.500 |"))
            #expect(!text.contains("Oedema"))
            for name in text.matches(of: /\]\((.+?)\)/).map(\.1) {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"))
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("shows the last epoch's pictures, a row for each prompt")
    func sheet() throws {
        let exported = try ExportedRun()
        defer { withExtendedLifetime(exported) {} }
        let sheet = try #require(try SampleSheet.picture(exported.record()))
        #expect(sheet.width == 2 * 20 + 4)
        #expect(sheet[4, 4] == 0)
        #expect(sheet[24, 4] == 100)
    }

    @Test("leaves gaps where a curve is not a number, and draws none for a single one")
    func drawing() throws {
        let drawn = try #require(
            CurveDrawing.svg("a", epochs: [1, 2, 3, 4], values: [0, .nan, 1, 2]))
        #expect(drawn.count { $0 == "M" } == 2)
        #expect(CurveDrawing.svg("a", epochs: [1, 2], values: [1, .nan]) == nil)
    }
}
