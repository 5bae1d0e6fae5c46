import Foundation
import Images
import Testing

@Suite("Sampling many pictures", .enabled(if: BuiltProgram.model != nil), .serialized)
struct BulkSamplingTests {
    /// Two prompts, two pictures of each, one denoising step.
    private func words(_ program: BuiltProgram, _ more: [String] = []) throws -> [String] {
        let model = try #require(BuiltProgram.model)
        let prompts = program.folder + "/prompts.txt"
        try "The heart is enlarged, no effusion.\n# a comment\nThe lungs are clear.\n".write(
            toFile: prompts, atomically: true, encoding: .utf8)
        return ["sample", "--model", model, "--prompts", prompts, "--count", "2", "--seed", "7"]
            + ["--steps", "1", "--batch", "3", "--out", program.folder + "/many"] + more
    }

    private func rows(_ program: BuiltProgram) -> [String] {
        program.text("many/manifest.csv").split(separator: "\n").map(String.init)
    }

    private func bytes(_ program: BuiltProgram, _ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(program.folder)/\(name)"))
    }

    @Test("the manifest lists every picture with its report, seed, findings and model")
    func manifest() throws {
        try BuiltProgram.use { program in
            let result = try program.run(words(program))
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains("3 of 4 pictures"))
            #expect(result.output.contains("4 of 4 pictures, 0 s left"))
            let rows = rows(program)
            #expect(rows.count == 5)
            #expect(rows[0] == "image,report,seed,findings,model")
            #expect(rows[1].hasPrefix("000001.png,\"The heart is enlarged, no effusion.\",7,"))
            #expect(rows[1].contains("Cardiomegaly=1"))
            #expect(rows[1].contains("Effusion=0"))
            #expect(rows[4].hasPrefix("000004.png,The lungs are clear.,10,"))
            let alone = try program.run(
                ["sample", "--prompt", "The lungs are clear.", "--seed", "10", "--steps", "1"]
                    + ["--model", #require(BuiltProgram.model), "--out", "alone.png"])
            #expect(alone.status == 0)
            let together = try GreyPicture(contentsOf: program.folder + "/many/000004.png")
            let picture = try GreyPicture(contentsOf: program.folder + "/alone.png")
            #expect(together.width == picture.width)
            let differences = zip(together.pixels, picture.pixels).map {
                abs(Int($0) - Int($1))
            }
            // another batch size may round the last bit of a pixel
            #expect(differences.max() ?? 255 <= 1)
        }
    }

    @Test("the same command draws what is missing, and nothing else; another one is refused")
    func resume() throws {
        try BuiltProgram.use { program in
            #expect(try program.run(words(program)).status == 0)
            let whole = rows(program)
            let pictures = try (1...4).map { try bytes(program, "many/00000\($0).png") }
            // as a kill leaves it: a picture without its row, and half a row
            try (whole[..<3].joined(separator: "\n") + "\n000003.png,The lun").write(
                toFile: program.folder + "/many/manifest.csv", atomically: true, encoding: .utf8)
            try FileManager.default.removeItem(atPath: program.folder + "/many/000002.png")

            let again = try program.run(words(program))
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.contains("3 of them drawn now"))
            #expect(Set(rows(program)) == Set(whole))
            #expect(try bytes(program, "many/000001.png") == pictures[0])

            let done = try program.run(words(program))
            #expect(done.output.contains("0 of them drawn now"))
            let other = try program.run(words(program, ["--guidance", "2"]))
            #expect(other.status == 2)
            #expect(other.errors.contains("other settings"))
        }
    }

    @Test("options that are for one picture, or for many, are told apart")
    func usage() throws {
        try BuiltProgram.use { program in
            let cases = [
                (["sample", "--prompt", "x", "--count", "3"], "give them as --prompts"),
                (try words(program, ["--latents", "x"]), "--latents is for one picture"),
                (["sample", "--prompts", "none.txt", "--out", "x"], "none.txt"),
                (
                    ["sample", "--prompt", "x", "--sampler", "plms"],
                    "--sampler must be one of ddim"
                ),
                (["sample", "--prompt", "x", "--sampler", "euler", "--eta", "0.5"], "has no eta"),
                (["sample", "--prompt", "x", "--model", "owner/none"], "hf download owner/none"),
            ]
            for (words, hint) in cases {
                let result = try program.run(words)
                #expect(result.status != 0)
                #expect(result.errors.contains(hint), "\(result.errors)")
            }
        }
    }
}
