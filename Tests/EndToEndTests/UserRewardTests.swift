import Foundation
import Testing

@Suite("Users' rewards", .enabled(if: BuiltProgram.model != nil), .serialized)
struct UserRewardTests {
    @Test("a run whose reward breaks is saved, says how to go on, and goes on")
    func breaking() throws {
        let model = try #require(BuiltProgram.model)
        try BuiltProgram.use { program in
            let judge = program.folder + "/judge.sh"
            try """
            while read -r line; do
                if [ -e runs/own/checkpoints/0001 ] && [ ! -e mended ]; then
                    echo what
                    continue
                fi
                braces=$(echo "$line" | tr -cd '{' | wc -c)
                echo "{\\"scores\\": [$(seq -s, 1 $((braces - 1)))]}"
            done
            """.write(toFile: judge, atomically: true, encoding: .utf8)
            let symmetry = BuiltProgram.checkout + "/Samples/rewards/symmetry.pt"
            let trained = try program.run(
                [
                    "train", "--model", model, "--epochs", "2", "--run",
                    program.folder + "/runs/own", "--set", "rewards.own.program=sh \(judge)",
                    "--set", "rewards.own.label=counter", "--set",
                    "rewards.symmetry.torchscript=\(symmetry)",
                ] + SmallTraining.options)
            #expect(trained.status == 1)
            #expect(trained.output.contains("counter × 1, symmetry × 1"))
            #expect(trained.errors.contains("The reward 'own' failed"))
            #expect(trained.errors.contains("answered “what”"))
            #expect((trained.output + trained.errors).contains("resume with: cxrl train --resume"))

            try "".write(
                toFile: program.folder + "/mended", atomically: true, encoding: .utf8)
            let resumed = try program.run(
                "train", "--resume", "--run", program.folder + "/runs/own")
            #expect(resumed.status == 0, "\(resumed.output)\(resumed.errors)")
            #expect(resumed.output.contains("1 of them done"))
            #expect(resumed.output.contains("symmetry -"))
        }
    }
}
