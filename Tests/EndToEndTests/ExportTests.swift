import Foundation
import Images
import Safetensors
import Testing

@Suite("Exporting a policy", .enabled(if: BuiltProgram.model != nil), .serialized)
struct ExportTests {
    private static let prompt = "The heart is enlarged."

    private func draw(
        _ program: BuiltProgram, _ name: String, _ source: [String]
    ) throws -> [UInt8] {
        let path = "\(program.folder)/\(name).png"
        let result = try program.run(
            ["sample", "--prompt", Self.prompt, "--seed", "3", "--steps", "2", "--guidance", "2"]
                + ["--sampler", "ddim", "--eta", "0", "--out", path] + source)
        #expect(result.status == 0, "\(result.errors)")
        return try GreyPicture(contentsOf: path).pixels
    }

    private func largestDifference(_ first: [UInt8], _ second: [UInt8]) -> Int {
        guard first.count == second.count else { return .max }
        return zip(first, second).map { abs(Int($0) - Int($1)) }.max() ?? .max
    }

    @Test("what is exported draws the policy's pictures")
    func forms() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let run = program.folder + "/runs/tuned"
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", run]
                    + SmallTraining.options
                    + ["--set", "adapter.kind=lora", "--set", "ace.learning_rate=0.5"]
                    + ["--set", "optimizer.lora_learning_rate=0.05"])
            #expect(trained.status == 0, "\(trained.errors)")
            let (folder, lora, ace) = (
                program.folder + "/folder", program.folder + "/lora.safetensors",
                program.folder + "/ace.safetensors"
            )
            for (form, path) in [("diffusers", folder), ("lora", lora), ("ace", ace)] {
                let words = ["export", "tuned", "--as", form, "--out", path]
                let written = try program.run(words)
                #expect(written.status == 0, "\(written.errors)")
                #expect(written.output.contains(path))
                let again = try program.run(words)
                #expect(again.status == 2)
                #expect(again.errors.contains("is there already"))
            }

            let policy = try draw(program, "policy", ["--run", "tuned"])
            let anchor = try draw(program, "anchor", ["--run", "tuned", "--anchor"])
            #expect(largestDifference(policy, anchor) > 8)
            let merged = try draw(program, "merged", ["--model", folder, "--ace", ace])
            #expect(largestDifference(merged, policy) <= 1)
            let added = try draw(
                program, "added", ["--model", model, "--lora", lora, "--ace", ace])
            #expect(largestDifference(added, policy) <= 1)

            let file = try SafetensorsFile(path: ace)
            #expect(file.metadata["tokens"] == "8")
            #expect(file.metadata["run"] == "tuned")
            #expect(file.metadata["base_model_digest"]?.count == 16)
            #expect(
                FileManager.default.contentsEqual(
                    atPath: ace, andPath: folder + "/ace.safetensors"))
            #expect(program.text("folder/README.md").contains("prompt_embeds"))
        }
    }

    @Test("what a run does not have is said, with what it has")
    func missing() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let run = program.folder + "/runs/full"
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "1", "--run", run]
                    + SmallTraining.options
                    + ["--set", "ace.tokens=0", "--set", "rollout.sampler=euler_ancestral"])
            #expect(trained.status == 0, "\(trained.errors)")
            for (form, hint) in [("lora", "--as diffusers"), ("ace", "ace.tokens 0")] {
                let result = try program.run(
                    "export", "full", "--as", form, "--out", "x.safetensors")
                #expect(result.status == 2)
                #expect(result.errors.contains(hint), "\(result.errors)")
            }
            let epoch = try program.run(
                "export", "full", "--as", "diffusers", "--out", "x", "--epoch", "9")
            #expect(epoch.errors.contains("no checkpoint of that epoch: it keeps 1"))
            #expect(!FileManager.default.fileExists(atPath: program.folder + "/x"))
        }
    }
}
