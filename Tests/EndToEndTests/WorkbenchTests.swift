import Foundation
import Testing

@Suite(
    "The workbench in a terminal",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"), .serialized)
struct WorkbenchTests {
    private static func command(_ options: [String]) -> String {
        let words = [BuiltProgram.executable] + options
        return words.joined(separator: " ") + "; echo status=$?; cat"
    }

    private func opened(_ program: BuiltProgram) throws -> TmuxScreen {
        let model = try #require(BuiltProgram.model)
        return try TmuxScreen(
            Self.command(["--model", model, "--epochs", "100000"] + SmallTraining.options),
            environment: program.environment, width: 80, height: 24)
    }

    @Test("every pane, the help, other sizes, and a clean stop, while training goes on")
    func tour() throws {
        try BuiltProgram.use { program in
            let screen = try opened(program)
            defer { screen.end() }
            try screen.wait(for: "● training")
            for (key, marker) in [
                ("2", "┌ Rewards"), ("3", "┌ Trajectory"), ("4", "┌ Prompts"), ("5", "┌ Log"),
                ("1", "┌ Curves"),
            ] {
                try screen.type(key)
                let seen = try screen.wait(for: marker)
                #expect(seen.contains("? help"))
            }
            try screen.type("?")
            try screen.wait(for: "Keys and commands")
            try screen.type("Escape")
            try screen.wait(for: "? help")

            try screen.resize(width: 200, height: 60)
            try screen.wait(for: "┌ Curves", atLeast: 190)
            try screen.resize(width: 80, height: 24)
            try screen.wait(for: "┌ Curves")

            try screen.type("q")
            try screen.wait(for: "stop and save, then leave")
            try screen.type("s")
            let left = try screen.wait(for: "status=")
            #expect(left.contains("status=0"))
            #expect(left.contains("stopped and saved"))
            #expect(left.contains("cxrl --resume --run"))
            #expect(try screen.modes() == "0 0 1")
        }
    }

    @Test("a trajectory is scored, made again and asked for its attention while training goes on")
    func instrument() throws {
        try BuiltProgram.use { program in
            let screen = try opened(program)
            defer { screen.end() }
            try screen.wait(for: "ratio max")
            try screen.resize(width: 160, height: 50)
            try screen.type("3")
            try screen.wait(for: "film")
            try screen.type("Left")
            try screen.waitUntil("the curves are there") { text in
                !text.contains("Follows") && !text.contains("Asked for as soon")
            }
            try screen.type("o", "o")
            try screen.wait(for: "after epoch")
            try screen.type("a")
            try screen.wait(for: "% of the weight")
            try screen.type("4")
            try screen.wait(for: "┌ Prompts")
            try screen.type("V")
            try screen.wait(for: "pictures from one noise", seconds: 120)
            try screen.type("Escape")
            try screen.wait(for: "┌ Prompts")
            try screen.type("q")
            try screen.wait(for: "leave now")
            try screen.type("n")
            try screen.wait(for: "status=")
        }
    }

    @Test("the first start of a user shows the tour, the second one does not")
    func firstStart() throws {
        try BuiltProgram.use { program in
            let model = try #require(BuiltProgram.model)
            var environment = program.environment
            environment["CXRL_NO_TOUR"] = nil
            let words = ["--model", model, "--epochs", "100000"] + SmallTraining.options
            for isFirst in [true, false] {
                let screen = try TmuxScreen(
                    Self.command(words), environment: environment, width: 80, height: 24)
                defer { screen.end() }
                let seen = try screen.wait(for: "● training")
                #expect(seen.contains("Five panes · 1 of 5") == isFirst)
                if isFirst {
                    try screen.type("Enter")
                    try screen.wait(for: "Curves · 2 of 5")
                    try screen.type("Escape")
                    try screen.waitUntil("the tour is gone") { !$0.contains(" of 5 ") }
                }
                try screen.type("q")
                try screen.wait(for: "leave now")
                try screen.type("n")
                try screen.wait(for: "status=")
            }
        }
    }

    @Test("keys of a file are those that work and that are shown")
    func keys() throws {
        try BuiltProgram.use { program in
            let model = try #require(BuiltProgram.model)
            let file = program.folder + "/keys.json"
            try #"{"everywhere": {"quit": "Q", "log": "F6"}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let screen = try TmuxScreen(
                Self.command(
                    ["--model", model, "--epochs", "100000", "--keys", file]
                        + SmallTraining.options),
                environment: program.environment, width: 80, height: 24)
            defer { screen.end() }
            try screen.wait(for: "● training")
            try screen.type("F6")
            try screen.wait(for: "┌ Log")
            try screen.type("q", "Q")
            try screen.wait(for: "stop and save, then leave")
            try screen.type("n")
            try screen.wait(for: "status=")
        }
    }

    @Test("a setting that cannot change in the run is kept as a file for a new one")
    func settings() throws {
        try BuiltProgram.use { program in
            let file = program.folder + "/new.json"
            let screen = try opened(program)
            defer { screen.end() }
            try screen.wait(for: "● training")
            try screen.type(",")
            try screen.wait(for: "┌ Settings")
            try screen.type("/", "guidance", "Enter")
            try screen.wait(for: "▸ rollout.guidance")
            try screen.type("Enter", "C-a", "C-k", "2")
            try screen.wait(for: "new value 2")
            try screen.type("Enter")
            try screen.wait(for: "1 → 2")
            try screen.type(":write \(file)", "Enter")
            try screen.wait(for: "Wrote")
            let shown = try program.run("config", "show", "--config", file)
            #expect(shown.output.contains("\"guidance\": 2"))
            // out of the filter, out of the list, out of the program
            try screen.type("q", "q", "q")
            try screen.wait(for: "leave now")
            try screen.type("n")
            try screen.wait(for: "status=")
        }
    }

    @Test("an unfinished run is asked for, and only looked at where the user says so")
    func unfinished() throws {
        try BuiltProgram.use { program in
            let first = try opened(program)
            try first.wait(for: "ratio max")
            try first.type("q")
            try first.wait(for: "stop and save, then leave")
            try first.type("s")
            try first.wait(for: "status=0")
            first.end()

            let second = try TmuxScreen(
                Self.command([]), environment: program.environment, width: 80, height: 24)
            defer { second.end() }
            try second.wait(for: "is unfinished")
            try second.type("l", "Enter")
            // There is a frame before the run is read.
            try second.wait(for: "ratio max")
            try second.type("q")
            let left = try second.wait(for: "status=0")
            #expect(left.contains("left while"))
        }
    }

    @Test("Ctrl-Z gives the terminal back, and fg the screen, also where nothing else happens")
    func stopped() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let run = program.runs + "/first"
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", run] + SmallTraining.options)
            #expect(trained.status == 0)
            let screen = try TmuxScreen(
                "set -m; \(BuiltProgram.executable) watch first; echo stopped; read line; fg; cat",
                environment: program.environment, width: 80, height: 24)
            defer { screen.end() }
            try screen.wait(for: "watching · ✓")
            try screen.type("C-z")
            let shell = try screen.wait(for: "stopped")
            #expect(!shell.contains("Curves"))
            #expect(try screen.modes() == "0 0 1")
            try screen.type("Enter")
            let again = try screen.wait(for: "? help")
            #expect(again.contains("┌ Curves"))
            #expect(try screen.modes().hasPrefix("1 "))
        }
    }

    @Test("a terminal that is too small says so, and takes q")
    func tooSmall() throws {
        try BuiltProgram.use { program in
            let screen = try opened(program)
            defer { screen.end() }
            try screen.wait(for: "● training")
            try screen.resize(width: 40, height: 10)
            let small = try screen.wait(for: "have 40 × 10")
            #expect(small.contains("The terminal is too small."))
            #expect(small.contains("need 60 × 16"))
            #expect(!small.contains("Curves"))
            try screen.resize(width: 80, height: 24)
            // the footer is drawn last
            let whole = try screen.wait(for: "? help", atLeast: 80)
            #expect(whole.contains("● training"))
            #expect(whole.contains("┌ Curves"))
            #expect(whole.contains("┌ Now"))
            #expect(!whole.contains("too small"))
            let lines = whole.split(separator: "\n").map(String.init)
            #expect(lines.count { $0.hasPrefix("│") && $0.hasSuffix("│") } >= 15)
            try screen.resize(width: 40, height: 10)
            try screen.wait(for: "have 40 × 10")
            try screen.type("q")
            try screen.wait(for: "status=0")
        }
    }
}
