import Foundation
import Networks
import Tensors
import Testing
import Text

@testable import Rewards

@Suite("Reward networks", .serialized)
struct NetworkTests {
    static let residual = TrunkConfiguration.residual(
        .init(widths: [4, 6], blocks: [1, 2], stemKernel: 3, stemStride: 2))
    static let dense = TrunkConfiguration.dense(
        .init(growth: 4, blocks: [1, 2], stemChannels: 8, stemKernel: 3))
    static let input = ImageInput(size: 32)

    static func images(_ count: Int, size: Int = 32) throws -> Tensor {
        try RandomGenerator(seed: 5).uniform([count, 1, size, size])
    }

    @Test("a residual trunk has torchvision's keys and halves the picture at each stage but one")
    func residualKeys() throws {
        let store = ParameterStore(.initialization(try RandomGenerator(seed: 1)))
        let trunk = try Self.residual.makeTrunk(store.root)
        let keys = Set(store.parameters.map(\.path))
        #expect(
            keys.isSuperset(of: [
                "conv1.weight", "bn1.running_mean", "layer1.0.conv1.weight",
                "layer2.0.downsample.0.weight", "layer2.0.downsample.1.bias",
                "layer2.1.bn2.running_var",
            ]))
        #expect(!keys.contains("layer1.0.downsample.0.weight"))
        #expect(try trunk.featureMaps(Self.images(2), isTraining: false).shape == [2, 6, 8, 8])
    }

    @Test("DenseNet-121's configuration has the parameters and keys of torchvision's densenet121")
    func denseKeys() throws {
        let store = ParameterStore(.initialization(try RandomGenerator(seed: 1)))
        let trunk = try DenseNetwork(
            store.root, .init(growth: 32, blocks: [6, 12, 24, 16], stemChannels: 64))
        #expect(trunk.featureCount == 1024)
        // torchvision.models.densenet121: 7,978,856 parameters with a classifier of 1,025,000 and
        // three input channels, two of which (6,272 weights) are not here.
        #expect(store.parameterCount == 7_978_856 - 1_025_000 - 6_272)
        let keys = Set(store.parameters.map(\.path))
        #expect(
            keys.isSuperset(of: [
                "features.conv0.weight", "features.norm0.weight",
                "features.denseblock1.denselayer1.norm1.weight",
                "features.denseblock4.denselayer16.conv2.weight",
                "features.transition3.conv.weight", "features.norm5.running_var",
            ]))
    }

    @Test("batch norm follows the batch only in training", arguments: [residual, dense])
    func batchStatistics(trunk: TrunkConfiguration) throws {
        let network = try DiagnosisNetwork(
            .init(findings: [.edema], trunk: trunk, input: Self.input),
            generator: RandomGenerator(seed: 2))
        let images = try Self.images(4)
        let before = try network.logits(images).floats()
        #expect(try network.logits(images).floats() == before)
        _ = try network.logits(images, isTraining: true)
        #expect(try network.logits(images).floats() != before)
    }

    @Test("a folder gives the same network back", arguments: [residual, dense])
    func roundTrip(trunk: TrunkConfiguration) throws {
        let network = try DiagnosisNetwork(
            .init(
                findings: [.edema, .effusion], trunk: trunk, input: Self.input,
                calibration: [.init(temperature: 2, bias: 1), .init()],
                rewarded: [.edema],
                card: NetworkCard(
                    description: "a test", attribution: "nobody",
                    measurements: ["auroc/Edema": 0.8])),
            generator: RandomGenerator(seed: 3))
        let images = try Self.images(3)
        try withTemporaryFolder { folder in
            try network.save(folder: folder + "/diagnosis")
            let copy = try DiagnosisNetwork(folder: folder + "/diagnosis")
            #expect(copy.configuration == network.configuration)
            #expect(
                try copy.probabilities(images).floats() == network.probabilities(images).floats())
            #expect(copy.store.unusedKeys.isEmpty)
        }
    }

    @Test("calibration divides by the temperature and then adds the bias")
    func calibration() throws {
        let network = try DiagnosisNetwork(
            .init(findings: [.edema], trunk: Self.residual, input: Self.input),
            generator: RandomGenerator(seed: 2))
        let images = try Self.images(2)
        let logits = try network.logits(images).doubles()
        network.configuration.calibration = [.init(temperature: 2, bias: -1)]
        let found = try network.probabilities(images).doubles()
        for (logit, probability) in zip(logits, found) {
            #expect(abs(probability - 1 / (1 + exp(-(logit / 2 - 1)))) < 1e-6)
        }
    }

    @Test("a folder of another kind is refused with the name of what is missing")
    func wrongFolder() throws {
        try withTemporaryFolder { folder in
            let network = try PostureNetwork(
                .init(trunk: Self.residual, input: Self.input, hidden: 4),
                generator: RandomGenerator(seed: 2))
            try network.save(folder: folder)
            #expect {
                try DiagnosisNetwork(folder: folder)
            } throws: { error in
                String(describing: error).contains("'findings' is missing")
            }
            #expect(throws: RewardError.self) { try PostureNetwork(folder: folder + "/none") }
        }
    }

    @Test("a fresh posture network answers the identity, and its matrix is the paper's")
    func posture() throws {
        let network = try PostureNetwork(
            .init(trunk: Self.residual, input: Self.input, hidden: 4),
            generator: RandomGenerator(seed: 2))
        #expect(try network.posture(Self.images(2)).floats() == [1, 1, 0, 0, 0, 1, 1, 0, 0, 0])
        let matrix = try PostureNetwork.matrices(
            Tensor.of([Float(2), 3, 0.1, 0.2, 0.5], shape: [1, 5])
        ).doubles()
        let expected = [
            2 * cos(0.5), -3 * sin(0.5), 0.1,
            2 * sin(0.5), 3 * cos(0.5), 0.2,
        ]
        for (found, wanted) in zip(matrix, expected) { #expect(abs(found - wanted) < 1e-6) }
    }

    @Test("larger pictures are averaged to the network's size, others interpolated")
    func inputSizes() throws {
        let input = ImageInput(size: 2, mean: 0, deviation: 1)
        let picture = try Tensor.of((0..<16).map(Float.init), shape: [1, 1, 4, 4])
        #expect(try input.prepare(picture).floats() == [2.5, 4.5, 10.5, 12.5])
        #expect(try input.prepare(Self.images(1, size: 3)).shape == [1, 1, 2, 2])
    }
}
