import Foundation
import Runs
import Testing
import Workbench

@testable import Exporting

@Suite("Exported choices") struct JudgementExportTests {
    /// One pair of policy and anchor, of which the policy's picture is better.
    private func judged() throws -> ExportedRun {
        let run = try ExportedRun()
        let store = try RunStore(run.folder, lock: try RunLock(run.folder))
        let picture = RunFolder.picture(epoch: 3, index: 0)
        _ = try store.keep(
            PairJudgement(
                id: 1_750_000_000_250, promptID: 4, prompt: ExportedRun.prompt,
                left: JudgedPicture(source: .anchor, path: picture, scores: ["posture": 0.25]),
                right: JudgedPicture(
                    source: .policy(epoch: 3, index: 0), path: picture,
                    scores: ["posture": .infinity, "diagnosis": 0.5]),
                choice: .right))
        return run
    }

    @Test("are a line each as CSV, without the texts of prompts unless they are asked for")
    func csv() throws {
        let run = try judged()
        #expect(
            JudgementTable(try run.record(), includesText: false).csv == """
                time,prompt_id,choice,left_by,left_epoch,left_sample,left_picture,\
                left_diagnosis,left_posture,right_by,right_epoch,right_sample,right_picture,\
                right_diagnosis,right_posture\r
                2025-06-15T15:06:40Z,4,right,anchor,,,judgements/1750000000250-left.png,,0.25,\
                policy,3,0,judgements/1750000000250-right.png,0.5,inf\r

                """)
        let whole = JudgementTable(try run.record(), includesText: true).csv
        #expect(whole.contains(",AP view. Oedema & <effusion>.,right,"))
    }

    @Test("are a list of objects as JSON")
    func json() throws {
        let run = try judged()
        let data = try JudgementTable(run.record(), includesText: false).json()
        let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(list.count == 1)
        #expect(list[0]["choice"] as? String == "right")
        #expect(list[0]["prompt"] == nil)
        let right = try #require(list[0]["right"] as? [String: Any])
        #expect(right["by"] as? String == "policy")
        #expect(right["epoch"] as? Int == 3)
        #expect((right["scores"] as? [String: Any])?["posture"] as? String == "inf")
    }

    @Test("stand in both reports as the agreement of each reward, where there are any")
    func reports() throws {
        let plain = try ExportedRun()
        let without = try RunReport(plain.record(), includesText: false).html()
        #expect(!without.contains("Judged pairs"))
        let run = try judged()
        let report = try RunReport(run.record(), includesText: false)
        let html = try report.html()
        #expect(html.contains("<h2>Judged pairs: 1</h2>"))
        #expect(html.contains("<td>policy over anchor</td><td>100 %</td><td>1 of 1</td>"))
        let path = try report.writeMarkdown(to: run.root + "/report")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("## Judged pairs: 1"))
        // infinitely better is no number to agree with
        #expect(text.contains("| posture | – | 0 of 0 | – |"))
        #expect(text.contains("| policy over anchor | 100 % | 1 of 1 | 21 to 100 % |"))
    }
}
