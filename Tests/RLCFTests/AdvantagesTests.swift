import Configuration
import Testing

@testable import RLCF

@Suite("Advantages")
struct AdvantagesTests {
    static func settings(_ change: (inout Configuration.RLCF) -> Void = { _ in })
        -> Configuration.RLCF
    {
        var configuration = Configuration()
        change(&configuration.rlcf)
        return configuration.rlcf
    }

    @Test("samples are compared with those of the same prompt id, in units of the population")
    func perPrompt() {
        let advantages = Advantages(
            rewards: [1, 10, 3, 30], promptIDs: [5, 9, 5, 9], Self.settings())
        #expect(advantages.values == [-1, -1, 1, 1])
        #expect(advantages.groups == 2)
    }

    @Test("over the batch, the prompts do not matter")
    func perBatch() {
        let advantages = Advantages(
            rewards: [1, 2, 3], promptIDs: [1, 2, 3], Self.settings { $0.advantage = .batch })
        let expected = 1 / (2.0 / 3).squareRoot()
        #expect(abs(advantages.values[2] - expected) < 1e-12)
        #expect(advantages.values[1] == 0)
    }

    @Test("noise far below the floor stays small instead of becoming a signal of one deviation")
    func floor() {
        let advantages = Advantages(
            rewards: [0.5, 0.5 + 1e-7], promptIDs: [1, 1], Self.settings())
        #expect(abs(advantages.values[1] - 5e-8 / 1e-4) < 1e-9)
        #expect(advantages.areAllConstant)
    }

    @Test("a constant reward gives exactly zero")
    func constant() {
        let third = 1.0 / 3
        let advantages = Advantages(
            rewards: [third, third, third], promptIDs: [1, 1, 1], Self.settings())
        #expect(advantages.values == [0, 0, 0])
        #expect(advantages.areAllConstant)
    }

    @Test("outliers are cut at the clip")
    func clip() {
        let rewards = [100.0] + [Double](repeating: 0, count: 99)
        let advantages = Advantages(
            rewards: rewards, promptIDs: rewards.map { _ in 1 }, Self.settings())
        #expect(advantages.values[0] == 5)
    }
}
