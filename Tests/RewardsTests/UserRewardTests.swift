import Configuration
import Foundation
import Networks
import Tensors
import TestSupport
import Testing
import Text

@testable import Rewards

/// A user's rewards, made as the catalogue makes them.
@Suite("Users' rewards", .serialized)
struct UserRewardTests {
    static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let golden = checkout + "/Tests/RewardsTests/Golden"

    static func reward(
        _ change: (inout Configuration.UserReward) -> Void
    ) throws -> UserReward {
        var settings = Configuration().rewards
        change(&settings[user: "own"])
        let rewards = try RewardCatalogue(folder: "/nowhere")
            .userRewards(settings, tokenizer: RewardTests.tokenizer())
        return try #require(rewards.first)
    }

    /// A program whose answers are written in shell; `$n` counts its lines.
    static func program(_ body: String, timeout: Double = 30) throws -> UserReward {
        try reward {
            $0.program = "n=0; while read -r line; do n=$((n+1)); \(body); done"
            $0.timeout = timeout
        }
    }

    static func prompts(_ count: Int) -> [ScoredPrompt] {
        (0..<count).map { RewardTests.prompt($0, ["Edema": $0 == 0]) }
    }

    private static func failure(_ reward: UserReward, images: Int = 2) throws -> RewardFailure {
        let pictures = try NetworkTests.images(images, size: 4)
        return try #require(
            #expect(throws: RewardFailure.self) {
                try reward.scores(pictures, prompts: prompts(images))
            })
    }

    // MARK: Programs

    @Test("a program is started once and answers batch after batch")
    func batches() throws {
        let reward = try Self.program("echo \"{\\\"scores\\\": [$n, 0.5]}\"")
        let images = try NetworkTests.images(4, size: 4)
        let scores = try reward.scores(images, prompts: Self.prompts(4), microBatch: 2)
        #expect(try scores.floats() == [1, 0.5, 2, 0.5])
    }

    @Test("lower scores may be the better ones: they are negated, and the label says so")
    func direction() throws {
        let reward = try Self.reward {
            $0.program = "while read -r line; do echo '{\"scores\": [0.25]}'; done"
            $0.direction = .lower
            $0.feedback = .sign
            $0.label = "blur"
        }
        let images = try NetworkTests.images(1, size: 4)
        #expect(try reward.scores(images, prompts: Self.prompts(1)).floats() == [-0.25])
        #expect(reward.name == "own" && reward.label == "−blur" && reward.feedback == .sign)
        #expect(reward.isComparative)
    }

    @Test("a program reads prompts, findings and the pictures' file")
    func request() throws {
        try withTemporaryFolder { folder in
            let reward = try Self.program(
                "echo \"$line\" > \(folder)/request; "
                    + "cp \"$(echo \"$line\" | sed 's/.*images\":\"\\([^\"]*\\).*/\\1/')\" "
                    + "\(folder)/batch; echo '{\"scores\": [0, 0]}'")
            let images = try NetworkTests.images(2, size: 4)
            _ = try reward.scores(images, prompts: Self.prompts(2))
            let request = try String(contentsOfFile: folder + "/request", encoding: .utf8)
            #expect(request.contains(#""prompts":["chest number 0","chest number 1"]"#))
            #expect(request.contains(#""findings":[{"Edema":true},{"Edema":false}]"#))
            let file = try CheckpointFile(path: folder + "/batch")
            let written = try #require(try file.tensor("images"))
            #expect(try written.shape == [2, 1, 4, 4] && written.floats() == images.floats())
        }
    }

    @Test("a program that died is started again once, and the log hears of it")
    func restart() throws {
        try withTemporaryFolder { folder in
            let reward = try Self.reward {
                $0.program =
                    "read -r line; echo x >> \(folder)/starts; "
                    + "[ $(wc -l < \(folder)/starts) = 1 ] && echo oh no >&2 && exit 3; "
                    + "echo '{\"scores\": [7]}'; read -r line"
            }
            var said: [String] = []
            reward.surroundings.say = { said.append($0) }
            let images = try NetworkTests.images(1, size: 4)
            #expect(try reward.scores(images, prompts: Self.prompts(1)).floats() == [7])
            #expect(said.count == 1)
            #expect(said.first?.contains("exit status 3; it said “oh no”") == true, "\(said)")
        }
    }

    @Test("one that dies again is a failure that tells how and its last words")
    func death() throws {
        let reward = try Self.reward { $0.program = "echo broken model >&2; exit 9" }
        let failure = try Self.failure(reward)
        #expect(failure.reward == "own")
        #expect(failure.reason.contains("exit status 9; it said “broken model”"))
        let killed = try Self.failure(Self.reward { $0.program = "kill -9 $$" })
        #expect(killed.reason.contains("signal 9"))
    }

    @Test("one that hangs is given up at the time limit, with all that it started")
    func hanging() throws {
        try withTemporaryFolder { folder in
            let reward = try Self.program(
                "sleep 1000 & echo $! >> \(folder)/children; wait", timeout: 0.2)
            #expect(try Self.failure(reward).reason.contains("did not answer within 0.2 seconds"))
            let children = try String(contentsOfFile: folder + "/children", encoding: .utf8)
                .split(separator: "\n").compactMap { pid_t($0) }
            #expect(children.count == 2)
            for child in children { #expect(Self.ends(child)) }
        }
    }

    /// Whether it ends soon: a signal arrives when the system gets to it.
    private static func ends(_ process: pid_t) -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while !hasEnded(process), ContinuousClock.now < deadline { usleep(1000) }
        return hasEnded(process)
    }

    /// Gone, or dead and waiting for whoever inherits it.
    private static func hasEnded(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 else { return true }
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return state.map { $0.contains(") Z") || $0.contains(") X") } ?? true
    }

    @Test(
        "nonsense is a failure, and is quoted",
        arguments: [
            "hello", "{\"scores\": [1]}", "{\"scores\": [1, NaN]}", "{\"scores\": [1, \"a\"]}",
            "[1, 2]", "",
        ])
    func nonsense(answer: String) throws {
        let failure = try Self.failure(Self.program("echo '\(answer)'"))
        #expect(failure.reason.contains("answered “\(answer)”"))
        #expect(failure.reason.contains("2 numbers"))
    }

    @Test("an answer may be an error in the program's own words")
    func ownWords() throws {
        let failure = try Self.failure(Self.program("echo '{\"error\": \"no licence\"}'"))
        #expect(failure.reason.hasSuffix("says: no licence"))
    }

    @Test("after a failure the batch can be asked for again, from a new program")
    func recovery() throws {
        try withTemporaryFolder { folder in
            let reward = try Self.reward {
                $0.program =
                    "while read -r line; do if [ -e \(folder)/mended ]; "
                    + "then echo '{\"scores\": [1, 2]}'; else echo hm; fi; done"
            }
            _ = try Self.failure(reward)
            try "".write(toFile: folder + "/mended", atomically: true, encoding: .utf8)
            let images = try NetworkTests.images(2, size: 4)
            #expect(try reward.scores(images, prompts: Self.prompts(2)).floats() == [1, 2])
        }
    }

    @Test("waiting can be interrupted")
    func interruption() throws {
        let reward = try Self.program("sleep 1000", timeout: 1000)
        reward.surroundings.isInterrupted = { true }
        let images = try NetworkTests.images(1, size: 4)
        #expect(throws: RewardInterruption.self) {
            try reward.scores(images, prompts: Self.prompts(1))
        }
    }

    @Test("an edited program, another command or direction is another reward")
    func identity() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/judge.sh"
            func identity(_ direction: Configuration.UserReward.Direction = .higher) throws
                -> String
            {
                try Self.reward {
                    $0.program = "sh \"\(path)\""
                    $0.direction = direction
                }.identity
            }
            try "one".write(toFile: path, atomically: true, encoding: .utf8)
            let first = try identity()
            #expect(try identity() == first)
            #expect(try identity(.lower) != first)
            try "two".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try identity() != first)
        }
    }

    @Test(
        "the shipped example in Python scores sharpness",
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/bin/python3")
                || FileManager.default.fileExists(atPath: "/usr/local/bin/python3"),
            "there is no python3"))
    func python() throws {
        let reward = try Self.reward {
            $0.program = "python3 '\(Self.checkout)/Samples/rewards/sharpness.py'"
        }
        let images = try NetworkTests.images(3, size: 8)
        let steps = try images.sliced(3, 1..<8) - images.sliced(3, 0..<7)
        let expected = try steps.absolute().mean(1, 2, 3).floats()
        let scores = try reward.scores(images, prompts: Self.prompts(3), microBatch: 2).floats()
        #expect(largestError(scores, expected) < 1e-6)
    }

    // MARK: TorchScript

    @Test("the shipped example in TorchScript scores symmetry")
    func script() throws {
        let reward = try Self.reward {
            $0.torchscript = Self.checkout + "/Samples/rewards/symmetry.pt"
        }
        let images = try NetworkTests.images(3, size: 8)
        let mirrored = try images.selecting(3, Array((0..<8).reversed()))
        let expected = try (-(images - mirrored).absolute()).mean(1, 2, 3).floats()
        let scores = try reward.scores(images, prompts: Self.prompts(3), microBatch: 2)
        #expect(largestError(try scores.floats(), expected) < 1e-6)
    }

    @Test("a module may take the prompt's token ids")
    func tokens() throws {
        let reward = try Self.reward {
            $0.torchscript = Self.golden + "/tokens.pt"
            $0.tokens = 6
        }
        let images = try Tensor.full([2, 1, 4, 4], 0.5)
        let tokenizer = try RewardTests.tokenizer()
        let expected = try Self.prompts(2).map {
            let ids = try tokenizer.encodePadded($0.text, contextLength: 6, truncate: true).ids
            return 0.5 + Float(ids.reduce(0, +))
        }
        #expect(try reward.scores(images, prompts: Self.prompts(2)).floats() == expected)
    }

    @Test("a module that gives something else than finite scores is a failure")
    func otherResults() throws {
        let pair = try Self.failure(
            Self.reward { $0.torchscript = Self.golden + "/pair.pt" }, images: 3)
        #expect(pair.reason.contains("of shape [3, 2] for 3 images"))
        let broken = try Self.failure(
            Self.reward { $0.torchscript = Self.golden + "/broken.pt" })
        #expect(broken.reason.contains("not a finite number"))
        let missing = try Self.failure(
            Self.reward { $0.torchscript = Self.golden + "/tokens.pt" })
        #expect(!missing.reason.isEmpty)
    }

    @Test("a module that raises an error is a failure that tells the error, and the next one works")
    func raising() throws {
        let raising = try Self.failure(
            Self.reward { $0.torchscript = Self.golden + "/raising.pt" })
        #expect(raising.reason.contains("it wants lateral films"))
        try script()
    }

    @Test("a file that is no module, or needs a newer libtorch, is refused with the remedy")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/text.pt"
            try "text".write(toFile: path, atomically: true, encoding: .utf8)
            for (file, words) in [
                (path, "torch.jit.trace"), (folder + "/none.pt", "missing"),
            ] {
                let error = #expect(throws: RewardError.self) {
                    try Self.reward { $0.torchscript = file }
                }
                #expect(error?.description.contains(words) == true)
            }
        }
        guard try Runtime.version().hasPrefix("1.") else { return }
        let error = #expect(throws: RewardError.self) {
            try Self.reward { $0.torchscript = Self.golden + "/attention.pt" }
        }
        #expect(error?.description.contains("as new as the PyTorch") == true)
    }

    @Test("a made-up picture tells before a run whether a reward works")
    func check() throws {
        try Self.program("echo '{\"scores\": [0]}'").check(size: (4, 6))
        #expect(throws: RewardFailure.self) {
            try Self.program("echo '{}'").check(size: (4, 6))
        }
    }
}
