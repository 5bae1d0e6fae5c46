import Foundation
import Rewards
import Tensors
import TestSupport
import Testing
import Text

/// `Samples/convert_reward_networks.py`, with a Python that has the packages whose networks it
/// converts: what it writes gives the numbers that they give.
@Suite(
    "The conversion of reward networks",
    .enabled(
        if: python != nil,
        "no python3 with torchxrayvision, torchvision and transformers; CXRL_PYTHON names one"))
struct RewardConversionTests {
    private struct Expected: Decodable {
        struct Diagnosis: Decodable {
            let findings: [String]
            let probabilities: [Float]
        }

        struct Space: Decodable {
            let sentence: String
            let images: [Float]
            let report: [Float]
        }

        let diagnosis: Diagnosis
        let space: Space
    }

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Samples/convert_reward_networks.py").standardized.path

    private func run(_ arguments: [String], in folder: String) throws {
        let result = try #require(python).run(arguments, in: folder)
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test("torchxrayvision's labels, operating points and weights, and CXR-CLIP's towers")
    func converts() throws {
        try withTemporaryFolder { folder in
            try run([UserRewardTests.golden + "/published.py", Self.script], in: folder)
            try run(
                [Self.script, "cxr-clip", "checkpoint.tar", "consistency", "--bert", "bert"],
                in: folder)
            let expected = try JSONDecoder().decode(
                Expected.self,
                from: Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json")))
            try expectDiagnosis(expected.diagnosis, folder + "/diagnosis")
            try expectSpace(expected.space, folder + "/consistency")
        }
    }

    private func expectDiagnosis(_ expected: Expected.Diagnosis, _ folder: String) throws {
        let network = try DiagnosisNetwork(folder: folder)
        #expect(network.configuration.findings.map(\.name) == expected.findings)
        let probabilities = try network.probabilities(
            PublishedNetworkTests.pictures(2, size: 224)
        ).floats()
        #expect(Set(probabilities.map { ($0 * 1e4).rounded() }).count > 10)
        #expect(largestError(probabilities, expected.probabilities) < 1e-4)
    }

    private func expectSpace(_ expected: Expected.Space, _ folder: String) throws {
        let space = try CXRCLIPSpace(folder: folder)
        let images = try space.embed(images: PublishedNetworkTests.pictures(2, size: 96)).floats()
        #expect(largestError(images, expected.images) < 1e-4)
        let report = try space.embed(report: expected.sentence).floats()
        #expect(largestError(report, expected.report) < 1e-4)
    }
}

private let python = PythonInterpreter(
    with: "torchxrayvision", "torchvision", "transformers", "safetensors.torch")
