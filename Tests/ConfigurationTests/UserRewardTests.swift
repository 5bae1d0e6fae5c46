import Configuration
import Foundation
import Testing

@Suite("Settings of users' rewards")
struct UserRewardTests {
    private func configuration(_ assignments: String...) throws -> Configuration {
        try Configuration(layers: assignments.map { .assignment($0) })
    }

    @Test("A name of one's own makes a reward, with every setting")
    func settings() throws {
        let configuration = try configuration(
            "rewards.sharp-2.program=python3 judge.py", "rewards.sharp-2.weight=0.5",
            "rewards.sharp-2.feedback=sign", "rewards.sharp-2.direction=lower",
            "rewards.sharp-2.label=Sharpness", "rewards.sharp-2.timeout=5")
        let reward = try #require(configuration.rewards.user["sharp-2"])
        #expect(reward.program == "python3 judge.py" && reward.label == "Sharpness")
        #expect(reward.feedback == .sign && reward.direction == .lower && reward.timeout == 5)
        #expect(configuration.rewardWeights["sharp-2"] == 0.5)
        #expect(configuration.rewardWeights["posture"] == 1)
        #expect(configuration.validate().isEmpty)
    }

    @Test("A file holds it, and so does the stored configuration")
    func files() throws {
        let configuration = try configuration(
            "rewards.b.torchscript=b.pt", "rewards.a.program=./judge", "rewards.a.tokens=7",
            "rewards.posture.weight=0")
        #expect(
            String(decoding: configuration.json, as: UTF8.self) == """
                {
                  "rewards": {
                    "posture": {
                      "weight": 0
                    },
                    "a": {
                      "program": "./judge",
                      "tokens": 7
                    },
                    "b": {
                      "torchscript": "b.pt"
                    }
                  }
                }

                """)
        var read = Configuration()
        try read.apply(json: configuration.json, source: "test")
        #expect(read == configuration)
        let encoded = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(Configuration.self, from: encoded) == configuration)
        let whole = try JSONEncoder().encode(CompleteConfiguration(configuration))
        #expect(String(decoding: whole, as: UTF8.self).contains("\"feedback\":\"absolute\""))
    }

    @Test(
        "What cannot score, or be named, is refused",
        arguments: [
            ("postur", "", "", "did you mean rewards.posture?"),
            ("own", "", "", "set rewards.own.program or rewards.own.torchscript"),
            ("own", "a", "b", "leave one of them out"), ("total", "a", "", "cannot be a reward"),
            ("Own", "a", "", "lower-case letters"), ("a/b", "a", "", "cannot be a reward"),
            ("", "a", "", "cannot be a reward"), ("2d", "a", "", "a letter first"),
            ("diagnosis", "a", "", "cannot be a reward"),
        ])
    func refused(name: String, program: String, torchscript: String, words: String) {
        var configuration = Configuration()
        configuration.rewards[user: name].program = program
        configuration.rewards[user: name].torchscript = torchscript
        let sentences = configuration.validate().map(\.sentence)
        #expect(sentences.count == 1)
        #expect(sentences.first?.contains(words) == true, "\(sentences)")
    }

    @Test("A setting that users' rewards do not have names the nearest; ranges hold")
    func fields() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.field("rewards.own.progam")
        }
        #expect(error?.description.hasSuffix("did you mean rewards.own.program?") == true)
        #expect(throws: ConfigurationError.self) {
            try Configuration.field("rewards.posture.program")
        }
        #expect(throws: ConfigurationError.self) { try configuration("rewards.own.timeout=0") }
        var outside = try configuration("rewards.own.program=x")
        outside.rewards[user: "own"].weight = -1
        #expect(outside.validate().map(\.key) == ["rewards.own.weight"])
    }

    @Test("In a run that exists only the weight may change")
    func live() throws {
        let stored = try configuration("rewards.own.program=x")
        var resumed = try stored.resumed(with: [.assignment("rewards.own.weight=3")])
        #expect(resumed.rewards[user: "own"].weight == 3)
        #expect(throws: ConfigurationError.self) {
            try stored.resumed(with: [.assignment("rewards.own.program=y")])
        }
        #expect(throws: ConfigurationError.self) {
            try stored.resumed(with: [.assignment("rewards.other.program=y")])
        }
        try resumed.setRewardWeight(4, of: "own")
        try resumed.setRewardWeight(2, of: "diagnosis")
        #expect(resumed.rewardWeights["own"] == 4 && resumed.rewardWeights["diagnosis"] == 2)
        #expect(throws: ConfigurationError.self) { try resumed.setRewardWeight(-1, of: "own") }
        #expect(throws: ConfigurationError.self) { try resumed.setRewardWeight(1, of: "") }
    }
}
