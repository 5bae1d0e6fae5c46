import Foundation
import Testing

@Suite(
    "A detached run",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"), .serialized)
struct DetachTests {
    private func attached(_ run: DetachedRun) throws -> TmuxScreen {
        try TmuxScreen(
            "\(BuiltProgram.executable) attach detached; echo status=$?; cat",
            environment: run.program.environment, width: 100, height: 30)
    }

    @Test("is attached to with full control, left, attached to again, and stopped")
    func control() throws {
        try BuiltProgram.use { program in
            let run = try DetachedRun(program)
            let first = try attached(run)
            defer { first.end() }
            try first.wait(for: "attached · ● training")
            try first.type(":", "weight posture 0.25", "Enter")
            try first.type("5")
            try first.wait(for: "Weight of posture is now 0.25")
            try first.type("P")
            try first.wait(for: "‖ paused")
            try first.type("P")
            try first.wait(for: "● training")
            try first.type("q")
            try first.wait(for: "leave it running")
            try first.type("Enter")
            let left = try first.wait(for: "status=0")
            #expect(left.contains("it goes on"))
            #expect(left.contains("cxrl attach"))
            let done = run.finishedEpochs
            run.wait("training goes on") { run.finishedEpochs > done }

            let second = try attached(run)
            defer { second.end() }
            try second.wait(for: "attached · ● training")
            try second.type("2")
            try second.wait(for: "0.25")
            try second.type("q")
            try second.wait(for: "stop and save")
            try second.type("s")
            let stopped = try second.wait(for: "status=0")
            #expect(stopped.contains("stopped and saved"))
            run.wait("the process ends") { !run.isAlive }
            let listed = try program.run("runs")
            #expect(listed.output.contains("unfinished, can be resumed"))
        }
    }

    @Test("stops by itself where the command that began it was interrupted before it could be told")
    func unwanted() throws {
        try BuiltProgram.use { program in
            let model = try #require(BuiltProgram.model)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            // The report goes to a pipe that nobody reads any more.
            let script = #"{ CXRL_DETACHED=3 "$0" "$@"; } 3> >(true)"#
            let words = [
                "train", "--detach", "--model", model, "--epochs", "100000", "--run",
                program.runs + "/unwanted",
            ]
            process.arguments =
                ["-c", script, BuiltProgram.executable] + words + SmallTraining.options
            process.environment = program.environment
            process.currentDirectoryURL = URL(fileURLWithPath: program.folder)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 128 + SIGTERM)
            let listed = try program.run("runs")
            #expect(listed.output.contains("unfinished, can be resumed"))
        }
    }

    @Test("goes on when its workbench is killed, and when the terminal is gone")
    func killedClient() throws {
        try BuiltProgram.use { program in
            let run = try DetachedRun(program)
            let screen = try TmuxScreen(
                "echo $$ > \(program.folder)/pid; exec \(BuiltProgram.executable) attach detached",
                environment: program.environment, width: 80, height: 24)
            try screen.wait(for: "attached · ●")
            let client = try #require(pid_t(program.text("pid").split(separator: "\n")[0]))
            kill(client, SIGKILL)
            let done = run.finishedEpochs
            run.wait("training goes on") { run.finishedEpochs > done + 1 }
            screen.end()

            let gone = try attached(run)
            try gone.wait(for: "attached · ● training")
            gone.end()
            let before = run.finishedEpochs
            run.wait("training goes on") { run.finishedEpochs > before + 1 }
            #expect(run.isAlive)

            kill(run.process, SIGTERM)
            run.wait("it saves and stops") { !run.isAlive }
            #expect(run.log.contains("resume with:"))
            #expect(!FileManager.default.fileExists(atPath: run.folder + "/attach.socket"))
        }
    }

    @Test("is only looked at by watch, and several may be attached")
    func several() throws {
        try BuiltProgram.use { program in
            let run = try DetachedRun(program)
            let watching = try TmuxScreen(
                "\(BuiltProgram.executable) watch detached; cat",
                environment: program.environment, width: 100, height: 30)
            defer { watching.end() }
            try watching.wait(for: "watching · ● training")
            try watching.type("P")
            try watching.wait(for: "belongs to another process")
            let (first, second) = (try attached(run), try attached(run))
            defer {
                first.end()
                second.end()
            }
            try first.wait(for: "attached · ● training")
            try second.wait(for: "attached · ● training")
            try first.type("P")
            try second.wait(for: "‖ paused")
            try watching.wait(for: "‖ paused")
        }
    }

    @Test("that cannot begin says why, and ends as `train` does")
    func refused() throws {
        try BuiltProgram.use { program in
            let missing = try program.run(
                "train", "--detach", "--model", "/nowhere", "--run", program.runs + "/none")
            #expect(missing.status == 1)
            #expect(missing.errors.contains("/nowhere"))
            let nothing = try program.run("attach")
            #expect(nothing.status == 1)
            #expect(nothing.errors.contains("cxrl train --detach"))
        }
    }
}
