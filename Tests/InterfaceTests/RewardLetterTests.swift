import Testing
import Workbench

@testable import Interface

@Suite("Letters of rewards")
struct RewardLetterTests {
    private func letters(_ labels: String...) -> [String] {
        labels.map { RewardDescription(name: $0, isComparative: false, weight: 1, scale: 1) }
            .letters
    }

    @Test("are the labels' first")
    func first() {
        #expect(letters("posture", "diagnosis", "consistency") == ["P", "D", "C"])
    }

    @Test("differ where labels begin alike, and leave J to the judges")
    func unique() {
        #expect(letters("sharpness", "symmetry", "ss", "jitter") == ["S", "Y", "A", "I"])
        #expect(letters("−exposure", "エックス線", "x2", "x") == ["E", "A", "X", "B"])
        let many = (0..<40).map { "reward \($0)" }
        let found = many.map {
            RewardDescription(name: $0, isComparative: false, weight: 1, scale: 1)
        }.letters
        #expect(Set(found.filter { $0 != "·" }).count == found.filter { $0 != "·" }.count)
    }
}
