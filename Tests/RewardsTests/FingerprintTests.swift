import Configuration
import Networks
import Tensors
import Testing

@testable import Rewards

@Suite("Fingerprints", .serialized)
struct FingerprintTests {
    @Test("a reward's identity survives its folder, and changes with weights and settings")
    func identity() throws {
        try withTemporaryFolder { folder in
            let network = try RewardTests.diagnosis()
            let identity = try DiagnosisReward(network).identity
            try network.save(folder: folder)
            #expect(try DiagnosisReward(DiagnosisNetwork(folder: folder)).identity == identity)
            #expect(try DiagnosisReward(network, .init(score: .plain)).identity != identity)
            #expect(try DiagnosisReward(network, .init(unmentioned: .absent)).identity != identity)
            try network.store.parameters[0].value.multiply(inPlace: 1.001)
            #expect(try DiagnosisReward(network).identity != identity)
        }
    }

    @Test("memory layout does not change a fingerprint")
    func layout() throws {
        let tensor = try RandomGenerator(seed: 1).normal([2, 3, 4, 5])
        func text(_ tensor: Tensor) throws -> String {
            var fingerprint = Fingerprint()
            try fingerprint.combine("weight", tensor)
            return fingerprint.text
        }
        #expect(try text(tensor) == text(tensor.channelsLast()))
        #expect(try text(tensor).count == 16)
    }
}
