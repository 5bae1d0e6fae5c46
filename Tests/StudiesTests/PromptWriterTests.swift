import Studies
import Testing
import Text

@Suite("Prompt writer")
struct PromptWriterTests {
    private let writer = PromptWriter()
    private let labeler = FindingsLabeler()

    /// A study with every label known, its findings drawn from `seed`.
    private func study(_ seed: UInt64, of labels: [Finding] = Finding.chestXray14) -> Study {
        var generator = SeededGenerator(seed: seed)
        let count = [0, 0, 1, 1, 1, 2, 3, 5][Int(generator.next() % 8)]
        var findings = Dictionary(
            uniqueKeysWithValues: labels.map { ($0.name, false) })
        for _ in 0..<count {
            let finding = labels[Int(generator.next() % UInt64(labels.count))]
            findings[finding.name] = true
        }
        return Study(
            id: "\(seed)", imagePath: "", findings: findings, patient: Int(seed),
            view: Study.View.allCases[Int(generator.next() % 3)],
            sex: Study.Sex.allCases[Int(generator.next() % 2)],
            age: Int(generator.next() % 95))
    }

    @Test(
        "Every prompt is labelled with exactly the findings of its study",
        arguments: [Finding.chestXray14, Finding.cheXpert.filter { $0 != .noFinding }])
    func prompts(labels: [Finding]) {
        for seed in UInt64(0)..<3000 {
            let study = study(seed, of: labels)
            let text = writer.prompt(for: study, seed: seed)
            let assertions = labeler.label(text).assertions
            let affirmed = assertions.filter { $0.value == .affirmed && $0.key != .noFinding }
            #expect(affirmed.keys.map(\.name).sorted() == study.positives, "\(text)")
            #expect(!assertions.values.contains(.uncertain), "\(text)")
            let denied = assertions.filter { $0.value == .denied && $0.key != .noFinding }
            #expect(denied.keys.allSatisfy { study.findings[$0.name] == false }, "\(text)")
            let isNormal = assertions[.noFinding] == .affirmed
            #expect(isNormal == study.positives.isEmpty, "\(text)")
        }
    }

    @Test("The same seed writes the same prompt, other seeds write many others")
    func seeds() {
        let study = study(4)
        let prompts = (UInt64(0)..<100).map { writer.prompt(for: study, seed: $0) }
        #expect(writer.prompt(for: study, seed: 7) == prompts[7])
        #expect(Set(prompts).count > 80)
    }

    @Test("Short prompts are shorter than long ones on average, and both deny findings at times")
    func lengths() {
        let studies = (UInt64(0)..<400).map { study($0) }
        func words(_ length: PromptWriter.Length) -> Int {
            studies.map {
                writer.prompt(for: $0, length: length, seed: 1).split(separator: " ").count
            }.reduce(0, +)
        }
        #expect(Double(words(.short)) * 1.5 < Double(words(.long)))
    }

    @Test("The impression of a study's report is its prompt")
    func report() {
        var study = study(4)
        study.report = "INDICATION: Cough.\nFINDINGS: Small effusion.\nIMPRESSION: Effusion."
        #expect(writer.prompt(for: study, seed: 1) == "Effusion.")
    }

    @Test("A study without labels gets a prompt that claims nothing")
    func unlabelled() {
        let study = Study(id: "a", imagePath: "", patient: 1, view: .posteroanterior)
        for seed in UInt64(0)..<200 {
            let text = writer.prompt(for: study, seed: seed)
            #expect(!text.isEmpty)
            #expect(labeler.label(text).assertions.isEmpty, "\(text)")
        }
    }

    @Test("The generator gives SplitMix64's published first numbers")
    func generator() {
        var generator = SeededGenerator(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect(expected.map { _ in generator.next() } == expected)
    }
}
