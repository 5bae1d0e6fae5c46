import Configuration
import Foundation
import Testing

@Suite struct LayerTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Each layer wins over the ones before it, in whatever order they are given")
    func precedence() throws {
        let preset = try folder.write(
            #"{"rlcf": {"epochs": 1, "inner_epochs": 1, "mini_batches": 1}, "run": {"seed": 1}}"#,
            to: "preset.json")
        let user = try folder.write(#"{"run": {"seed": 5, "name": "mine"}}"#, to: "user.json")
        let file = try folder.write(
            #"{"rlcf": {"epochs": 2, "inner_epochs": 2}, "run": {"name": "file"}}"#, to: "file.json"
        )
        let layers: [Configuration.Layer] = [
            .flag(name: "--epochs", key: "rlcf.epochs", value: "4"),
            .assignment("rlcf.epochs=3"), .file(path: file), .userFile(path: user),
            .preset(path: preset), .assignment("rlcf.inner_epochs=9"),
            .assignment("rlcf.inner_epochs=3"),
        ]
        let configuration = try Configuration(layers: layers)
        #expect(configuration.rlcf.epochs == 4)
        #expect(configuration.rlcf.innerEpochs == 3)
        #expect(configuration.rlcf.miniBatches == 1)
        #expect(configuration.run.name == "file")
        #expect(configuration.run.seed == 5)
        #expect(configuration.rollout == Configuration().rollout)
    }

    @Test("All mistakes of all layers are told at once, with the file they are in")
    func allMistakes() throws {
        let file = try folder.write(
            #"{"rlcf": {"epoch": 2, "inner_epochs": "two"}, "rollout": 3}"#, to: "file.json")
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(layers: [
                .file(path: file), .assignment("nonsense"),
                .flag(name: "--seed", key: "run.seed", value: "x"),
            ])
        }
        let sentences = error?.violations.map(\.sentence) ?? []
        #expect(sentences.count == 5)
        #expect(
            sentences.first == "\(file): There is no setting rlcf.epoch: did you mean "
                + "rlcf.epochs?")
        #expect(sentences[1].contains("rlcf.inner_epochs must be a whole number"))
        #expect(sentences[3] == "--set needs key=value, not “nonsense”.")
        #expect(sentences[4].hasPrefix("--seed: run.seed must be a whole number"))
    }

    @Test("Files that are missing or no JSON are told by name")
    func badFiles() throws {
        let broken = try folder.write("{\"rlcf\": {", to: "broken.json")
        let list = try folder.write("[1]", to: "list.json")
        for (path, words) in [
            (folder.path + "/none.json", "cannot be read"), (broken, "is not valid JSON"),
            (list, "JSON object of sections"),
        ] {
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration(layers: [.file(path: path)])
            }
            #expect(error?.description.contains(path) == true)
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }

    @Test("A file holds differences only, and reads back as the same configuration")
    func differences() throws {
        #expect(String(decoding: Configuration().json, as: UTF8.self) == "{}\n")
        var configuration = Configuration()
        configuration.rollout.steps = 20
        configuration.rlcf.clipNats = 0.1
        configuration.rewards.diagnosis.score = .bce
        configuration.rewards.consistency.weight = 0
        configuration.model.path = "/models/a \"b\""
        configuration.preview.decode = false
        #expect(
            String(decoding: configuration.json, as: UTF8.self) == #"""
                {
                  "model": {
                    "path": "/models/a \"b\""
                  },
                  "rollout": {
                    "steps": 20
                  },
                  "rlcf": {
                    "clip_nats": 0.1
                  },
                  "rewards": {
                    "diagnosis": {
                      "score": "bce"
                    },
                    "consistency": {
                      "weight": 0
                    }
                  },
                  "preview": {
                    "decode": false
                  }
                }

                """#)
        var read = Configuration()
        try read.apply(json: configuration.json, source: "test")
        #expect(read == configuration)
        let encoded = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(Configuration.self, from: encoded) == configuration)
    }

    @Test("A resumed run takes live changes and refuses every other one")
    func resume() throws {
        var stored = Configuration()
        stored.rollout.steps = 20
        let resumed = try stored.resumed(with: [
            .assignment("rlcf.epochs=90"), .assignment("rewards.posture.weight=2"),
            .assignment("rollout.steps=20"),
        ])
        #expect(resumed.rlcf.epochs == 90)
        #expect(resumed.rollout.steps == 20)
        let error = #expect(throws: ConfigurationError.self) {
            try stored.resumed(with: [
                .assignment("rollout.steps=10"), .assignment("run.seed=4"),
                .assignment("rlcf.epochs=90"),
            ])
        }
        #expect(error?.violations.map(\.key) == ["rollout.steps", "run.seed"])
        #expect(error?.description.contains("“20” in this run") == true)
    }
}
