import Testing

@testable import Pretraining
@testable import Rewards

@Suite("Trunks of posture networks")
struct PostureTrunkTests {
    @Test("ResNet-18 is there to be chosen, with the head of the spatial transformer")
    func residual() {
        var stage = PostureStage(
            role: .rewards, settings: .init(steps: 1, learningRate: 1, seed: 1))
        #expect(stage.configuration.trunk == Role.rewards.trunk)
        stage.trunk = .resnet18
        #expect(stage.configuration.trunk == .residual(.resNet18))
        #expect(stage.configuration.hidden == 256)
    }
}
