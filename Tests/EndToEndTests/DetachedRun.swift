import Foundation
import Testing

/// A run that trains in a process without a terminal, ended at the latest with the object.
final class DetachedRun: Sendable {
    let program: BuiltProgram
    let folder: String
    let process: pid_t

    init(_ program: BuiltProgram, epochs: Int = 100_000) throws {
        self.program = program
        let model = try #require(BuiltProgram.model)
        folder = program.runs + "/detached"
        let started = try program.run(
            [
                "train", "--detach", "--json", "--model", model, "--epochs", "\(epochs)", "--run",
                folder,
            ] + SmallTraining.options)
        #expect(started.status == 0, "\(started.errors)")
        let told = try #require(started.output.split(separator: "\n").last)
        let report = try JSONDecoder().decode(Report.self, from: Data(told.utf8))
        #expect(report.run == folder)
        process = report.pid
    }

    private struct Report: Decodable {
        let run: String
        let pid: pid_t
    }

    deinit { kill(process, SIGKILL) }

    var log: String {
        (try? String(contentsOfFile: folder + "/log.txt", encoding: .utf8)) ?? ""
    }

    /// Lines of finished epochs.
    var finishedEpochs: Int { log.split(separator: "\n").count { $0.hasPrefix("epoch ") } }

    var isAlive: Bool {
        // a process that nobody has waited for is a zombie, which still takes signals
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return false }
        return !stat[stat.index(end, offsetBy: 2)...].hasPrefix("Z")
    }

    /// Looks again and again until `condition` holds or time is up.
    func wait(
        _ what: String, seconds: Double = 120, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: () -> Bool
    ) {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if condition() { return }
            usleep(20_000)
        }
        Issue.record(
            "\(what): it did not come; the log is:\n\(log)", sourceLocation: sourceLocation)
    }
}
