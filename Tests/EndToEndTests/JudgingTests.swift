import Foundation
import Testing

@Suite(
    "Judging pairs of pictures",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"), .serialized)
struct JudgingTests {
    private func choices(_ run: String, _ program: BuiltProgram) throws -> [String] {
        let file = program.folder + "/choices.csv"
        let written = try program.run("runs", "export", run, "--judgements", file)
        #expect(written.status == 0, "\(written.errors)")
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\r\n")
            .dropFirst().map { String($0.split(separator: ",")[2]) }
    }

    @Test("works on a finished run, keeps choices, takes the last one back, and exports them")
    func finished() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "2", "--run", program.runs + "/first"]
                    + SmallTraining.options)
            #expect(trained.status == 0)
            let screen = try TmuxScreen(
                "\(BuiltProgram.executable) watch first; echo status=$?; cat",
                environment: program.environment, width: 80, height: 24)
            defer { screen.end() }
            try screen.wait(for: "watching · ✓")
            try screen.type(":", "judge", "Enter")
            let asked = try screen.wait(for: "Which fits the text")
            #expect(!asked.contains("epoch 2 ") && asked.contains("0 judged"))
            try screen.waitUntil("pictures are read") { !$0.contains("being read") }
            try screen.type("1")
            let shown = try screen.wait(for: "left is better")
            #expect(shown.contains("anchor") && shown.contains("policy"))
            try screen.type("Enter")
            try screen.wait(for: "Which fits the text")
            try screen.waitUntil("pictures are read") { !$0.contains("being read") }
            try screen.type("2")
            try screen.wait(for: "right is better")
            try screen.type("Enter")
            try screen.wait(for: "Which fits the text")
            try screen.waitUntil("pictures are read") { !$0.contains("being read") }
            try screen.type("3")
            try screen.wait(for: "3 judged")
            try screen.type("u")
            try screen.wait(for: "2 judged")
            try screen.type("Escape")
            try screen.wait(for: "┌ Curves")
            try screen.type("q")
            try screen.wait(for: "status=0")
            #expect(try choices("first", program) == ["left", "right"])
        }
    }

    @Test("works while a detached run trains, and is told to those that attach later")
    func attached() throws {
        try BuiltProgram.use { program in
            let run = try DetachedRun(program)
            run.wait("an epoch is done") { run.finishedEpochs > 0 }
            for count in 1...2 {
                let screen = try TmuxScreen(
                    "\(BuiltProgram.executable) attach detached; echo status=$?; cat",
                    environment: program.environment, width: 100, height: 30)
                defer { screen.end() }
                try screen.wait(for: "attached · ● training")
                try screen.type("A")
                try screen.wait(for: "\(count - 1) judged")
                try screen.waitUntil("pictures are read") {
                    $0.contains("Which fits") && !$0.contains("being read")
                }
                try screen.type("2")
                try screen.wait(for: "You: right is better")
                try screen.type("Escape")
                try screen.wait(for: "┌ Curves")
                try screen.type("q")
                try screen.wait(for: "leave it running")
                try screen.type("Enter")
                try screen.wait(for: "status=0")
            }
            // the engine takes a choice in the next gap of its work
            run.wait("both choices are stored") {
                (try? choices("detached", program)) == ["right", "right"]
            }
        }
    }
}
