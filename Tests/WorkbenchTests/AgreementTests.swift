import Testing
import Workbench

@Suite("Agreement with a person's choices") struct AgreementTests {
    /// The policy at the left of the anchor.
    private static func judgement(
        _ id: Int, _ choice: PairJudgement.Choice, left: [String: Double],
        right: [String: Double] = ["posture": 0, "diagnosis": 0]
    ) -> PairJudgement {
        PairJudgement(
            id: id, promptID: 1, prompt: "a",
            left: JudgedPicture(source: .policy(epoch: 2, index: id), path: "l", scores: left),
            right: JudgedPicture(source: .anchor, path: "r", scores: right), choice: choice)
    }

    private let judgements = [
        judgement(1, .left, left: ["posture": 0.5, "diagnosis": -1]),
        judgement(2, .right, left: ["posture": 0.5, "diagnosis": -1]),
        judgement(3, .left, left: ["posture": 0, "diagnosis": .nan]),
        judgement(4, .neither, left: ["posture": 0.5, "diagnosis": 1]),
        judgement(5, .right, left: ["posture": -0.1]),
    ]

    @Test("counts pairs with a preference that the reward has scored; a tie is half a pair")
    func counts() {
        let posture = Agreement(judgements, reward: "posture")
        #expect(posture.count == 4)
        #expect(posture.agreed == 2.5)
        #expect(posture.share == 0.625)
        let diagnosis = Agreement(judgements, reward: "diagnosis")
        #expect(diagnosis.count == 2)
        #expect(diagnosis.agreed == 1)
        let unknown = Agreement(judgements, reward: "none")
        #expect(unknown.count == 0 && unknown.share == nil && unknown.interval == nil)
    }

    /// From the formula in double precision, in Python.
    @Test("has Wilson's interval")
    func interval() throws {
        let judgements = (0..<13).map {
            Self.judgement($0, $0 < 8 ? .left : .right, left: ["posture": 1])
        }
        let interval = try #require(Agreement(judgements, reward: "posture").interval)
        #expect(abs(interval.lowerBound - 0.355225) < 1e-6)
        #expect(abs(interval.upperBound - 0.822906) < 1e-6)
        let all = Agreement(Array(judgements.prefix(3)), reward: "posture").interval
        #expect(all?.upperBound == 1)
    }

    @Test("of the policy over the anchor leaves out pairs of the policy with itself")
    func policy() {
        var own = judgements[0]
        own.right.source = .policy(epoch: 1, index: 1)
        let agreement = Agreement(policyIn: judgements + [own])
        #expect(agreement.count == 4)
        #expect(agreement.agreed == 2)
    }
}
