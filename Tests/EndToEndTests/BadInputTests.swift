import Foundation
import Safetensors
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test(
        "runs that are not there are named",
        arguments: ["watch", "runs rm", "sample --prompt x --run"])
    func missingRun(_ command: String) throws {
        try BuiltProgram.use { program in
            let words = command.split(separator: " ").map(String.init) + ["nothing"]
            let result = try program.run(words)
            #expect(result.status == 1)
            #expect(result.errors.contains("There is no run nothing in \(program.runs)"))
        }
    }

    @Test("a resume without an unfinished run says how to start one")
    func nothingToResume() throws {
        try BuiltProgram.use { program in
            let result = try program.run("train", "--resume")
            #expect(result.status == 1)
            #expect(result.errors.contains("start one with `cxrl train`"))
        }
    }

    @Test("committees that cannot be are refused", arguments: ["0", "3-2", "1-", "two", "1-2-3"])
    func members(_ text: String) throws {
        try BuiltProgram.use { program in
            let result = try program.run(
                "pretrain", "--data", program.folder, "--out", program.folder + "/model",
                "--members", text)
            #expect(result.status == 2)
            #expect(result.errors.contains("give a number, 4, or a range, 2-4"))
        }
    }

    @Test("a folder that is taken is refused before anything begins, and keeps what it has")
    func takenFolder() throws {
        try BuiltProgram.use { program in
            let folder = program.folder + "/taken"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try "mine".write(toFile: folder + "/notes", atomically: true, encoding: .utf8)
            let result = try program.run("train", "--run", folder)
            #expect(result.status == 3)
            #expect(result.errors.contains("never overwritten"))
            #expect(result.output.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes"])
        }
    }

    @Test("a folder without themes and samples is named")
    func missingData() throws {
        try BuiltProgram.use { program in
            let result = try program.run("train", "--data", program.folder + "/none")
            #expect(result.status == 1)
            #expect(result.errors.contains(program.folder + "/none"))
        }
    }

    @Test("a folder that is no model is refused, and nothing is written")
    func noModel() throws {
        try BuiltProgram.use { program in
            let out = program.folder + "/a.png"
            let result = try program.run(
                "sample", "--prompt", "x", "--model", program.folder, "--out", out)
            #expect(result.status == 1)
            #expect(result.errors.contains("is not a diffusers folder"))
            #expect(!FileManager.default.fileExists(atPath: out))
        }
    }

    @Test("a training that cannot begin leaves no run behind")
    func noRunLeft() throws {
        try BuiltProgram.use { program in
            let result = try program.run("train", "--model", program.folder)
            #expect(result.status == 1)
            #expect(result.errors.contains("is not a diffusers folder"))
            let left = try? FileManager.default.contentsOfDirectory(atPath: program.runs)
            #expect(left ?? [] == [])
        }
    }

    @Test("a cut weights file is called what it is", .enabled(if: BuiltProgram.model != nil))
    func cutWeights() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let copy = program.folder + "/model"
            try FileManager.default.copyItem(atPath: model, toPath: copy)
            let weights = copy + "/unet/diffusion_pytorch_model.safetensors"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: weights))
            try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: weights))
            let result = try program.run("sample", "--prompt", "x", "--model", copy)
            #expect(result.status == 1)
            #expect(result.errors.contains(weights))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("noise of another shape is refused", .enabled(if: BuiltProgram.model != nil))
    func wrongLatents() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let file = program.folder + "/noise.safetensors"
            try SafetensorsWriter.write(
                [TensorBytes(name: "latents", shape: [1, 2, 2], floats: [1, 2, 3, 4])], to: file)
            let result = try program.run(
                "sample", "--prompt", "x", "--model", model, "--latents", file)
            #expect(result.status == 1)
            #expect(result.errors.contains("[1, 2, 2]"))
        }
    }

    @Test(
        "a prompt that is too long is refused, or cut and shown",
        .enabled(if: BuiltProgram.model != nil))
    func longPrompt() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let prompt = String(repeating: "The heart is enlarged. ", count: 40)
            let words = ["sample", "--prompt", prompt, "--model", model, "--steps", "1"]
            let refused = try program.run(words)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("--truncate"))
            let cut = try program.run(words + ["--truncate", "--seed", "1"])
            #expect(cut.status == 0)
            #expect(cut.output.contains("cut off"))
        }
    }
}
