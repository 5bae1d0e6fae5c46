import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    static let commands = [
        "train", "sample", "watch", "runs", "config", "doctor", "pretrain", "bench",
        "evaluate", "export", "labels", "rewards", "keys",
    ]

    @Test("the help lists every command and the exit codes")
    func programHelp() throws {
        try BuiltProgram.use { program in
            let help = try program.run("--help")
            #expect(help.status == 0)
            for command in Self.commands { #expect(help.output.contains("\n  \(command) ")) }
            #expect(help.output.contains("exit codes:"))
            #expect(help.output.contains("not for diagnosis"))
        }
    }

    @Test("every command explains itself", arguments: commands)
    func commandHelp(_ command: String) throws {
        try BuiltProgram.use { program in
            let help = try program.run(command, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("usage: cxrl \(command)"))
            #expect(help.output.contains("--help"))
            #expect(help.errors.isEmpty)
        }
    }

    @Test("the demonstration run is followed to its end, and left as it is")
    func demonstration() throws {
        try BuiltProgram.use { program in
            let run = BuiltProgram.checkout + "/Samples/demo-run"
            let manager = FileManager.default
            let before = try manager.contentsOfDirectory(atPath: run).sorted()
            let watched = try program.run("watch", run)
            #expect(watched.status == 0)
            #expect(watched.output.contains("epoch 30/30  reward"))
            #expect(watched.output.hasSuffix("complete\n"))
            #expect(try manager.contentsOfDirectory(atPath: run).sorted() == before)
        }
    }

    @Test("lines of the help fit into 100 columns", arguments: commands + [""])
    func helpWidth(_ command: String) throws {
        try BuiltProgram.use { program in
            let words = command.isEmpty ? ["--help"] : [command, "--help"]
            let options = try program.run(words).output.components(separatedBy: "\nsettings:\n")[0]
            let longest = options.split(separator: "\n").map(\.count).max() ?? 0
            #expect((20...100).contains(longest))
        }
    }

    @Test(
        "what cannot be meant is answered by one sentence with the remedy and the code 2",
        arguments: [
            (["train", "--epoch", "3"], "did you mean --epochs?"),
            (["trian"], "did you mean train?"),
            (["sample", "--prompt"], "--prompt needs a value"),
            (["sample", "--prompt", "--json"], "--prompt needs a value"),
            (["sample"], "--prompt is missing"),
            (["sample", "--prompt", "x", "--steps", "0"], "--steps must be a whole number 1 to"),
            (["sample", "--prompt", "x", "--eta", "2"], "--eta must be a number"),
            (["sample", "--prompt", "x", "--seed", "-1"], "--seed must be a whole number"),
            (["train", "--resume=yes"], "--resume takes no value"),
            (["train", "extra"], "does not take “extra”"),
            (["watch"], "needs RUN"),
            (["bench", "rolout"], "rollout"),
            (["runs", "rmm"], "rm"),
            (["pretrain", "--out", "x"], "--data is missing"),
            (["pretrain", "--data", "x", "--out", "y", "bas"], "did you mean base?"),
            (["config", "show", "--set", "rlcf.epoch=3"], "did you mean rlcf.epochs?"),
            (["config", "show", "--set", "rlcf.epochs"], "rlcf.epochs"),
            (["config", "show", "--epochs", "many"], "--epochs"),
            (["config", "show", "--config", "none.json"], "cannot be read"),
            (["train", "--set", "rlcf.mini_batches=7"], "do not divide into"),
        ])
    func usage(_ words: [String], _ hint: String) throws {
        try BuiltProgram.use { program in
            let result = try program.run(words)
            #expect(result.status == 2)
            #expect(result.errors.hasPrefix("cxrl: "))
            #expect(result.errors.contains(hint))
            #expect(result.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: program.runs))
        }
    }

    @Test("settings come by precedence: a flag beats --set, which beats a file")
    func precedence() throws {
        try BuiltProgram.use { program in
            let file = program.folder + "/a.json"
            try #"{"rlcf": {"epochs": 3, "inner_epochs": 3}, "run": {"seed": 3}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let shown = try program.run(
                "config", "show", "--epochs", "5", "--set", "rlcf.epochs=4", "--set",
                "run.seed=4", "--config", file)
            let json = try #require(
                JSONSerialization.jsonObject(with: Data(shown.output.utf8))
                    as? [String: [String: Int]])
            #expect(json["rlcf"] == ["epochs": 5, "inner_epochs": 3])
            #expect(json["run"] == ["seed": 4])
        }
    }

    @Test("every setting is in the reference and in the help of config")
    func reference() throws {
        try BuiltProgram.use { program in
            let reference = try program.run("config", "reference").output
            let help = try program.run("config", "--help").output
            for key in ["rlcf.epochs", "rollout.eta", "rewards.diagnosis.score", "ace.tokens"] {
                #expect(reference.contains("`\(key)`"))
                #expect(help.contains("  \(key) = "))
            }
        }
    }

    @Test("the keys are listed as text, and as a file that can be given back")
    func keys() throws {
        try BuiltProgram.use { program in
            let text = try program.run("keys").output
            #expect(text.contains(#/everywhere +pause +P /#))
            let json = try program.run("keys", "--json").output
            let file = program.folder + "/own.json"
            try json.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try program.run("keys", "--json", "--keys", file).output == json)
        }
    }

    @Test("the user's own file of keys is read, and what is wrong in it refused with the code 2")
    func ownKeys() throws {
        try BuiltProgram.use { program in
            let folder = program.folder + "/config/cxrl"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let file = folder + "/keys.json"
            try #"{"everywhere": {"pause": "F5"}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try program.run("keys").output.contains("F5 *"))
            try #"{"everywhere": {"puase": "F5"}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let refused = try program.run("keys")
            #expect(refused.status == 2)
            #expect(refused.errors.contains("did you mean pause?"))
            #expect(refused.output.isEmpty)
        }
    }

    @Test("an empty root has no runs, in words and as JSON")
    func noRuns() throws {
        try BuiltProgram.use { program in
            let text = try program.run("runs")
            #expect(text.status == 0)
            #expect(text.output.contains("no runs in \(program.runs)"))
            let json = try program.run("runs", "--json").output
            #expect(json == "{\"root\": \"\(program.runs)\", \"runs\": []}\n")
        }
    }
}
