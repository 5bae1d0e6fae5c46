import Foundation
import Studies
import Text

/// `cxrl labels`: reads findings from reports, or measures how well it does.
enum LabelsCommand {
    static let declaration = CommandDeclaration(
        name: "labels",
        summary: "Reads findings from a report, or measures the reading on Open-i's reports.",
        operands: "[FILE | OPENI]", operandCount: 0...1,
        options: [OptionDeclaration("--json", nil, "print one JSON object")],
        details: {
            """
            FILE is a report or prompt as text; without it, or for -, standard input is read. Each
            finding that it mentions is there (yes), is not (no), or may be (perhaps).

            OPENI is NLMCXR_reports.tgz as Open-i publishes it, or the folder of its XML files: the
            findings read from each report are compared with the tags that people gave it. A label
            that the tags leave open ("borderline", or a heading under which both are found) is
            left out for that report; one that the labeler leaves open counts as not there.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let path = arguments.operands.first ?? "-"
        let asJSON = arguments.has("--json")
        if let text = try text(at: path) {
            let labeled = FindingsLabeler().label(ReportSections(text).described)
            let report = LabelsReport(labeled)
            Console.write(asJSON ? report.json.text : report.text)
        } else {
            let reports = try OpenIReports(contentsOf: path)
            for item in reports.skipped { Console.error("left out: \(item)") }
            let report = AgreementReport(LabelerMeasurement(reports.reports))
            Console.write(asJSON ? report.json.text : report.text)
        }
        return .success
    }

    /// - Returns: `nil` for a folder or an archive.
    private static func text(at path: String) throws -> String? {
        if path == "-" {
            let data = FileHandle.standardInput.readDataToEndOfFile()
            return String(decoding: data, as: UTF8.self)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UsageError("There is no file or folder \(path): check its path.")
        }
        if isFolder.boolValue || OpenIReports.isArchive(path) { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw UsageError("\(path) cannot be read as text (UTF-8).") }
        return text
    }
}
