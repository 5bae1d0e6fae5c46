import Foundation
import Safetensors
import Testing

@Suite("A killed run", .enabled(if: BuiltProgram.model != nil))
struct KilledRunTests {
    private static let checkpoint = "checkpoints/0003"

    @Test("kill -9 in the middle of an epoch, then resume: the same weights and state, bit for bit")
    func goesOnExactly() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let words =
                ["train", "--model", model, "--epochs", "3"] + SmallTraining.options
                + ["--set", "rlcf.inner_epochs=6"]
            let whole = program.folder + "/runs/whole"
            #expect(try program.run(words + ["--run", whole]).status == 0)

            let killed = program.folder + "/runs/killed"
            let process = try program.start(words + ["--run", killed])
            // the pictures of a rollout are written before it is learned from
            wait(for: "\(killed)/samples/0002-0000.png", of: process)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            #expect(!FileManager.default.fileExists(atPath: "\(killed)/checkpoints/0002"))

            let resumed = try program.run("train", "--resume", "--run", killed)
            #expect(resumed.status == 0)
            #expect(resumed.output.hasSuffix("complete\n"))
            for file in ["policy", "ace", "state"] {
                try expectEqual("\(whole)/\(Self.checkpoint)/\(file).safetensors", killed)
            }
        }
    }

    private func expectEqual(_ path: String, _ killed: String) throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        let whole = try SafetensorsFile(path: path)
        let resumed = try SafetensorsFile(path: "\(killed)/\(Self.checkpoint)/\(name)")
        #expect(Set(whole.entries.keys) == Set(resumed.entries.keys))
        for key in whole.entries.keys {
            let same = try whole.bytes(of: key).elementsEqual(resumed.bytes(of: key))
            #expect(same, "\(key) of \(name) differs")
        }
    }

    private func wait(for path: String, of process: Process, seconds: Double = 240) {
        let end = Date().addingTimeInterval(seconds)
        while process.isRunning, Date() < end {
            if FileManager.default.fileExists(atPath: path) { return }
            usleep(5_000)
        }
        Issue.record("\(path) did not come")
    }
}
