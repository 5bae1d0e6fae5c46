import Exporting
import Foundation
import Images
import Runs
import Workbench

/// `cxrl runs export`: files made of a run, finished or at work.
enum RunExport {
    static let declared: [OptionDeclaration] = [
        OptionDeclaration("--csv", "FILE", "export: curves, a line an epoch"),
        OptionDeclaration("--tensorboard", "DIR", "export: curves for TensorBoard"),
        OptionDeclaration("--html", "FILE", "export: a report in one file"),
        OptionDeclaration("--markdown", "DIR", "export: a report with its pictures"),
        OptionDeclaration(
            "--judgements", "FILE",
            "export: choices between pictures; JSON where its name ends in .json, else CSV"),
        OptionDeclaration("--sheet", "FILE", "export: the last epoch's pictures as one PNG"),
        OptionDeclaration(
            "--trajectory", "FILE", "export: a denoising as animated PNG (see --sample)"),
        OptionDeclaration(
            "--sample", "EPOCH:INDEX", "the sample of --trajectory; else the newest that is kept"),
        OptionDeclaration("--include-text", nil, "write prompts into reports and choices"),
    ]

    /// Milliseconds for which an animation shows a step.
    private static let stepTime = 200

    static func export(_ folder: RunFolder, _ arguments: Arguments) throws {
        let run = try RunRecord(folder)
        var written: [String] = []
        if let path = arguments.value("--csv") {
            try ExportFile.write(Data(CurveTable.csv(run).utf8), to: path)
            written.append(path)
        }
        if let path = arguments.value("--tensorboard") {
            written.append(try writeEvents(run, to: path))
        }
        let report = RunReport(run, includesText: arguments.has("--include-text"))
        if let path = arguments.value("--html") {
            try ExportFile.write(Data(report.html().utf8), to: path)
            written.append(path)
        }
        if let path = arguments.value("--markdown") {
            written.append(try report.writeMarkdown(to: path))
        }
        if let path = arguments.value("--judgements") {
            let table = JudgementTable(run, includesText: arguments.has("--include-text"))
            try ExportFile.write(
                path.hasSuffix(".json") ? table.json() : Data(table.csv.utf8), to: path)
            written.append(path)
        }
        if let path = arguments.value("--sheet") {
            guard let sheet = try SampleSheet.picture(run) else {
                throw UsageError("\(run.name) keeps no pictures of its last epoch.")
            }
            try ExportFile.write(Data(sheet.encodedPNG()), to: path)
            written.append(path)
        }
        if let path = arguments.value("--trajectory") {
            try writeTrajectory(folder, arguments, to: path)
            written.append(path)
        }
        guard !written.isEmpty else {
            throw UsageError(
                "`cxrl runs export` needs what to write: --csv, --tensorboard, --html, --markdown, "
                    + "--judgements, --sheet or --trajectory.")
        }
        for path in written { Console.write("wrote \(path)") }
    }

    private static func writeEvents(_ run: RunRecord, to folder: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let path = "\(folder)/\(EventFile.name(run))"
        try ExportFile.write(Data(EventFile.bytes(run)), to: path)
        return path
    }

    private static func writeTrajectory(
        _ folder: RunFolder, _ arguments: Arguments, to path: String
    ) throws {
        let sample = try sample(folder, arguments.value("--sample"))
        guard let trajectory = sample.trajectory else {
            throw UsageError(
                "The trajectory of sample \(sample.epoch):\(sample.index) is not kept.")
        }
        let preview = try LinearPreview(contentsOf: folder.absolute("preview.safetensors"))
        let frames = try TrajectoryAnimation.pictures(
            folder.absolute(trajectory), preview: preview)
        try ExportFile.write(
            Data(AnimatedPNG.data(frames, milliseconds: stepTime)), to: path)
    }

    private static func sample(_ folder: RunFolder, _ wanted: String?) throws -> SampleRecord {
        let history = try RunReader(folder).history
        guard let wanted else {
            for report in try history.reports().reversed() {
                let kept = try history.samples(epoch: report.epoch).first { $0.trajectory != nil }
                if let kept { return kept }
            }
            throw UsageError("\(folder.name) keeps no trajectory.")
        }
        let numbers = wanted.split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 2,
            let sample = try history.samples(epoch: numbers[0]).first(where: {
                $0.index == numbers[1]
            })
        else {
            throw UsageError("There is no sample “\(wanted)”: write --sample EPOCH:INDEX.")
        }
        return sample
    }
}
