import Configuration
import Testing

@Suite struct FieldTests {
    @Test("The shipped defaults are valid and have no warnings")
    func defaults() {
        #expect(Configuration().validate() == [])
        #expect(Configuration().warnings == [])
    }

    @Test("Keys are unique, snake_case, and begin with their section's name")
    func keys() {
        let keys = Configuration.fields.map(\.key)
        #expect(Set(keys).count == keys.count)
        for section in Configuration.sections {
            for field in section.fields {
                #expect(field.key.hasPrefix(section.name + "."))
                #expect(
                    field.key.allSatisfy {
                        $0.isLowercase || $0.isNumber || $0 == "_" || $0 == "."
                    })
            }
        }
    }

    @Test("Every field writes what it reads, and no two share a place")
    func places() throws {
        for field in Configuration.fields {
            var configuration = Configuration()
            let value: String
            switch field.kind {
            case .integer(let range):
                value =
                    field.defaultValue == .integer(range.lowerBound + 1)
                    ? "\(range.lowerBound + 2)" : "\(range.lowerBound + 1)"
            case .number(let range):
                let isLowest = field.defaultValue == .number(range.lowerBound)
                value = "\(isLowest ? range.upperBound : range.lowerBound)"
            case .flag: value = field.defaultValue == .flag(true) ? "false" : "true"
            case .choice(let names):
                guard names.count > 1 else { continue }
                value = names.first { .text($0) != field.defaultValue } ?? ""
            case .text: value = "another"
            }
            try field.set(text: value, in: &configuration)
            #expect(configuration.differences(from: Configuration()).map(\.key) == [field.key])
        }
    }

    @Test("Every explanation is one line that ends with a full stop")
    func explanations() {
        for field in Configuration.fields {
            #expect(field.explanation.hasSuffix("."), "\(field.key)")
            #expect(!field.explanation.contains("\n"))
        }
    }

    @Test(
        "An unknown key names the nearest known one",
        arguments: [
            ("rollout.sample_per_prompt", "rollout.samples_per_prompt"),
            ("rlfc.inner_epochs", "rlcf.inner_epochs"), ("epochs", "rlcf.epochs"),
            ("optimizer.lerning_rat", "optimizer.learning_rate"), ("stpes", "rollout.steps"),
            ("reward.posture.weight", "rewards.posture.weight"),
        ])
    func nearest(key: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.field(key) }
        #expect(error?.description == "There is no setting \(key): did you mean \(expected)?")
    }

    @Test("A key like nothing known points to the list")
    func nothingNear() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.field("zzzzzzzzzzzzzzzz")
        }
        #expect(error?.description.contains("cxrl config --help") == true)
    }

    @Test(
        "Values of the wrong kind or range are refused with what is allowed",
        arguments: [
            ("rollout.steps=0", "rollout.steps must be a whole number, 1 to 1000, not 0"),
            ("rollout.steps=ten", "rollout.steps must be a whole number, 1 to 1000, not “ten”"),
            ("rollout.eta=nan", "rollout.eta must be a number, 0 to 1, not nan"),
            ("preview.decode=maybe", "preview.decode must be true or false, not “maybe”"),
            ("anchor.mode=bnak", "anchor.mode is one of bank, fresh or paired, not “bnak”."),
            ("run.seed=-1", "run.seed must be a whole number, 0 or more, not -1"),
        ])
    func unfit(assignment: String, sentence: String) {
        var configuration = Configuration()
        let error = #expect(throws: ConfigurationError.self) {
            try configuration.apply(assignment: assignment)
        }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        #expect(configuration == Configuration())
    }

    @Test("Choices near a known one are named")
    func nearestChoice() {
        var configuration = Configuration()
        let error = #expect(throws: ConfigurationError.self) {
            try configuration.apply(assignment: "rlcf.comparison=diference")
        }
        #expect(error?.description.hasSuffix("Did you mean difference?") == true)
    }

    @Test("A whole number is taken where a number is asked for")
    func wholeNumbers() throws {
        var configuration = Configuration()
        try configuration.apply(assignment: "rewards.posture.weight = 2")
        #expect(configuration.rewards.posture.weight == 2)
    }

    @Test("Reference and help name every key, and the reference its default")
    func documentation() {
        let (reference, help) = (Configuration.reference, Configuration.help)
        for field in Configuration.fields {
            #expect(reference.contains("| `\(field.key)` | "))
            #expect(help.contains("  \(field.key) = "))
        }
        #expect(reference.contains("| `optimizer.learning_rate` | 2e-05 |"))
        #expect(reference.contains("| `rollout.samples_per_prompt` | 12 | 1 to 4096 samples |"))
    }
}
