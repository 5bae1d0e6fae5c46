import Foundation
import Images
import Testing

@Suite("Evaluating", .enabled(if: BuiltProgram.model != nil))
struct EvaluateTests {
    private static let small = ["--count", "3", "--seeds", "2", "--steps", "2", "--threads", "1"]

    @Test("a run is measured against its anchor, as a table, as JSON, as CSV and as a sheet")
    func run() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let run = program.folder + "/runs/first"
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", run] + SmallTraining.options)
            #expect(trained.status == 0)

            let (csv, sheet) = (program.folder + "/all.csv", program.folder + "/sheet.png")
            let text = try program.run(
                ["evaluate", "first", "--csv", csv, "--sheet", sheet] + Self.small)
            #expect(text.status == 0)
            #expect(text.output.contains("3 prompts × 2 seeds"))
            #expect(text.output.contains("reward posture"))
            let rows = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\n")
            #expect(rows.count == 1 + 2 * 6)
            #expect(rows[0].hasPrefix("branch,run,prompt,findings,seed,reward/posture"))
            #expect(try GreyPicture(contentsOf: sheet).width > 4 * 128)

            let pooled = try program.run(
                ["evaluate", "--runs", "first", "first", "--json"] + Self.small)
            #expect(pooled.status == 0)
            let json = try JSONSerialization.jsonObject(with: Data(pooled.output.utf8))
            let object = try #require(json as? [String: Any])
            #expect((object["policy"] as? [String]) == ["first", "first"])
            let measures = try #require(object["measures"] as? [String: [String: Any]])
            let posture = try #require(measures["reward/posture"])
            #expect((posture["run_differences"] as? [Double])?.count == 2)
        }
    }

    @Test("the anchor is drawn in the run's precision, and runs of different ones are not pooled")
    func precision() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let (exact, reduced) = (program.runs + "/exact", program.runs + "/reduced")
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", exact]
                    + SmallTraining.options)
            #expect(trained.status == 0)
            try FileManager.default.copyItem(atPath: exact, toPath: reduced)
            let manifest = try String(contentsOfFile: reduced + "/run.json", encoding: .utf8)
            let changed = manifest.replacing("\"fp32\"", with: "\"bf16\"")
            try #require(changed != manifest)
            try changed.write(toFile: reduced + "/run.json", atomically: true, encoding: .utf8)

            let pooled = try program.run(["evaluate", "exact", "reduced"] + Self.small)
            #expect(pooled.status != 0)
            #expect(pooled.errors.contains("guidance or precision"))

            func anchor(_ run: String) throws -> Double {
                let alone = try program.run(["evaluate", run, "--json"] + Self.small)
                let json = try JSONSerialization.jsonObject(with: Data(alone.output.utf8))
                let object = try #require(json as? [String: Any])
                let measures = try #require(object["measures"] as? [String: [String: Any]])
                let posture = try #require(measures["reward/posture"])
                let estimate = try #require(posture["anchor"] as? [String: Any])
                return try #require(estimate["value"] as? Double)
            }
            // 8e-4 with the miniature
            #expect(try abs(anchor("exact") - anchor("reduced")) > 1e-5)
        }
    }

    @Test("a model alone is measured without a comparison")
    func model() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let result = try program.run(["evaluate", model] + Self.small)
            #expect(result.status == 0)
            #expect(!result.output.contains("difference"))
        }
    }

    @Test(
        "what cannot be evaluated is refused in one sentence",
        arguments: [
            ("evaluate", "needs a run or a model"), ("evaluate nothing", "There is no run nothing"),
            ("evaluate ./nowhere", "./nowhere is no folder"),
            ("evaluate --count 0 MODEL", "--count must be"),
            ("evaluate --data nowhere MODEL", "there is no folder nowhere"),
            ("pretrain report --data . --out nowhere", "there is no model folder nowhere"),
        ])
    func refused(_ command: String, _ expected: String) throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let words = command.split(separator: " ").map { $0 == "MODEL" ? model : String($0) }
            let result = try program.run(words)
            #expect(result.status != 0)
            #expect(result.errors.contains(expected))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }
}
