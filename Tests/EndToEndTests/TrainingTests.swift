import Foundation
import Images
import Safetensors
import Testing

@Suite("Training and sampling", .enabled(if: BuiltProgram.model != nil), .serialized)
struct TrainingTests {
    @Test("a run trains, is listed, watched and resumed, and its policy draws")
    func life() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let run = program.folder + "/runs/first"
            let trained = try program.run(
                ["train", "--model", model, "--epochs", "2", "--run", run] + SmallTraining.options)
            #expect(trained.status == 0)
            #expect(trained.output.contains("epoch 2/2  reward"))
            #expect(trained.output.hasSuffix("complete\n"))
            #expect(!FileManager.default.fileExists(atPath: run + "/store.sqlite-wal"))

            let listed = try program.run("runs")
            #expect(listed.output.contains("first"))
            #expect(listed.output.contains("complete"))

            let watched = try program.run("watch", "first")
            #expect(watched.status == 0)
            #expect(watched.output.contains("epoch 2"))

            let again = try program.run(
                ["train", "--model", model, "--run", run] + SmallTraining.options)
            #expect(again.status != 0)
            #expect(again.errors.contains("never overwritten"))

            try drawsDifferently(program, run)

            #expect(try program.run("runs", "rm", "first").status == 0)
            #expect(!FileManager.default.fileExists(atPath: run))
        }
    }

    @Test("a model of the Hugging Face cache trains by its name, rewards and all")
    func cachedModel() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let snapshots = program.folder + "/cache/huggingface/hub/models--some--model/snapshots"
            try FileManager.default.createDirectory(
                atPath: snapshots, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: snapshots + "/0123", withDestinationPath: model)
            let trained = try program.run(
                ["train", "--model", "some/model", "--epochs", "1"] + SmallTraining.options)
            #expect(trained.status == 0)
            #expect(trained.output.contains("posture"))
            let missing = try program.run("train", "--model", "some/other", "--epochs", "1")
            #expect(missing.status != 0)
            #expect(missing.errors.contains("hf download some/other"))
        }
    }

    private func drawsDifferently(_ program: BuiltProgram, _ run: String) throws {
        for (name, more) in [("policy", []), ("anchor", ["--anchor"])] {
            let result = try program.run(
                ["sample", "--prompt", "The lungs are clear.", "--run", run, "--seed", "1"]
                    + ["--out", "\(program.folder)/\(name).png"] + more)
            #expect(result.status == 0)
        }
        let policy = try GreyPicture(contentsOf: program.folder + "/policy.png")
        let anchor = try GreyPicture(contentsOf: program.folder + "/anchor.png")
        #expect(policy.width == anchor.width)
        #expect(policy != anchor)
    }

    @Test("SIGTERM saves, says how to resume, and ends with 143; the run goes on from there")
    func signal() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let process = try program.start(
                ["train", "--model", model, "--epochs", "1000"] + SmallTraining.options)
            program.wait(process, for: "checkpoint checkpoints/0001")
            process.terminate()
            process.waitUntilExit()
            let result = try program.result(of: process)
            #expect(result.status == 143)
            #expect(
                result.errors.contains("resume with: cxrl train --resume --run \(program.runs)/"))
            #expect(try program.run("runs").output.contains("unfinished"))

            let resumed = try program.start(["train", "--resume", "--json"])
            program.wait(resumed, for: #""event": "epoch""#)
            resumed.terminate()
            resumed.waitUntilExit()
            let first = try #require(program.text("output").split(separator: "\n").first)
            #expect(!first.contains(#""finished_epochs": 0"#))
            for line in program.text("output").split(separator: "\n") {
                #expect(throws: Never.self) {
                    try JSONSerialization.jsonObject(with: Data(line.utf8))
                }
            }
        }
    }

    @Test("a run in use is refused with 3 and the process that holds it")
    func locked() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let process = try program.start(
                ["train", "--model", model, "--epochs", "1000"] + SmallTraining.options)
            program.wait(process, for: "training")
            let other = Process()
            other.executableURL = URL(fileURLWithPath: BuiltProgram.executable)
            other.arguments = ["train", "--resume"]
            other.environment = program.environment
            let errors = Pipe()
            other.standardError = errors
            try other.run()
            let said = String(
                decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            other.waitUntilExit()
            process.terminate()
            process.waitUntilExit()
            #expect(other.terminationStatus == 3)
            #expect(said.contains("process \(process.processIdentifier)"))
        }
    }

    @Test("the noise of a trajectory gives its picture again, and every step has one")
    func trajectory() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let folder = program.folder + "/walk"
            func draw(_ out: String, _ more: [String]) throws {
                let result = try program.run(
                    ["sample", "--prompt", "No edema.", "--model", model, "--steps", "3"]
                        + ["--eta", "0", "--out", "\(program.folder)/\(out)"] + more)
                #expect(result.status == 0)
            }
            try draw("a.png", ["--seed", "1", "--trajectory", folder])
            let file = try SafetensorsFile(path: folder + "/trajectory.safetensors")
            let shape = try file.entry("latents").shape
            #expect(shape.count == 4 && shape[0] == 4)
            #expect(try file.entry("predicted_originals").shape == [3] + shape.dropFirst())
            #expect(try file.integers(of: "timesteps").count == 3)
            #expect(try file.floats(of: "log_probabilities").allSatisfy(\.isNaN))
            let pictures = try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".png") }
            #expect(pictures.count == 3)

            let noise = try file.floats(of: "latents").prefix(shape.dropFirst().reduce(1, *))
            let given = program.folder + "/noise.safetensors"
            try SafetensorsWriter.write(
                [
                    TensorBytes(
                        name: "latents", shape: Array(shape.dropFirst()), floats: Array(noise))
                ],
                to: given)
            try draw("b.png", ["--seed", "2", "--latents", given])
            let first = try GreyPicture(contentsOf: program.folder + "/a.png")
            let second = try GreyPicture(contentsOf: program.folder + "/b.png")
            let distance =
                zip(first.pixels, second.pixels)
                .map { abs(Int($0) - Int($1)) }.max() ?? 255
            #expect(distance <= 1)
        }
    }
}
