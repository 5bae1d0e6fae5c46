import Rewards
import Testing
import Text

@testable import Evaluation

@Suite struct HeldOutPromptsTests {
    private func make(_ count: Int, excluding: [String] = [], seed: UInt64 = 1) throws
        -> [ScoredPrompt]
    {
        try HeldOutPrompts.make(
            count, findings: HeldOutPrompts.usualFindings, excluding: excluding, seed: seed)
    }

    @Test("the same seed writes the same prompts, another one others")
    func seeds() throws {
        #expect(try make(24) == make(24))
        #expect(try make(24) != make(24, seed: 2))
    }

    @Test("no prompt is written twice, nor one that was trained on, in whatever case")
    func excluded() throws {
        let first = try make(24)
        #expect(Set(first.map(\.text)).count == 24)
        let taken = first.map { "  " + $0.text.uppercased() }
        let others = try make(24, excluding: taken)
        #expect(Set(others.map(\.text)).isDisjoint(with: first.map(\.text)))
    }

    @Test("every finding, and none, is affirmed by as many prompts or a few more")
    func balance() throws {
        let prompts = try make(60)
        for finding in HeldOutPrompts.usualFindings {
            #expect((10...20).contains(prompts.count { $0.findings[finding.name] == true }))
        }
        #expect(prompts.count { !$0.findings.values.contains(true) } == 10)
        #expect(prompts.map(\.id) == Array(0..<60))
    }

    @Test("a finding that no prompt can be written for is refused in a sentence")
    func impossible() {
        let error = #expect(throws: EvaluationError.self) {
            _ = try HeldOutPrompts.make(4, findings: [.fracture], excluding: [], seed: 1)
        }
        #expect(error?.description.contains("Fracture") == true)
    }
}
