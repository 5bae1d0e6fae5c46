import Foundation
import Testing

@Suite("Measuring", .enabled(if: BuiltProgram.model != nil))
struct BenchTests {
    @Test("the terminal's bench presses keys, watches frames, and compares epochs")
    func terminal() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let result = try program.run(
                ["bench", "terminal", "--json", "--model", model, "--repeats", "1", "--keys", "2"]
                    + ["--seconds", "1"] + SmallTraining.settings)
            #expect(result.status == 0)
            let json = try #require(
                JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            func number(_ name: String) throws -> Double {
                try #require(json[name] as? Double, "\(name) is missing")
            }
            #expect(try number("keys") == 6)
            // A slow machine may leave keys unanswered, which is infinity.
            for name in ["key_to_redraw_p99_ms", "bytes_per_frame_200x60"] {
                #expect(json[name] != nil)
            }
            #expect(try number("frames_per_second_80x24") <= 16)
            #expect(try (0...100).contains(number("idle_cpu_percent")))
            #expect(try (0...100).contains(number("drawing_cpu_percent_200x60")))
            #expect(try number("pairs") == 1)
            #expect(try number("epoch_with_screen") > 0)
            let budgets = try #require(json["budgets"] as? [String: Double])
            #expect(budgets["key_to_redraw_p99_ms"] == 16)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: program.folder).sorted()
                    == ["errors", "output"])
        }
    }

    @Test("settings that cannot be are refused before anything is measured")
    func refused() throws {
        try BuiltProgram.use { program in
            let result = try program.run("bench", "terminal", "--set", "rlcf.mini_batches=7")
            #expect(result.status == 2)
            #expect(result.errors.contains("do not divide into"))
        }
    }
}
