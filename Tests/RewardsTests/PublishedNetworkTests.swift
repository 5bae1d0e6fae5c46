import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import TestSupport
import Testing
import Text

@testable import Rewards

/// Networks that others have published, from formula weights, against the numbers that their
/// Python packages gave: `Golden/make_networks.py`.
@Suite("Published networks", .serialized)
struct PublishedNetworkTests {
    private struct Numbers: Decodable {
        struct Radiograph: Decodable {
            let features: [Float]
            let logits: [[Float]]
            let normalized: [[Float]]
            let thresholds: [Double?]
        }

        struct Residual: Decodable {
            let resnet50: [Float]
            let resnet18: [Float]
        }

        struct Reports: Decodable {
            let sentences: [String]
            let lower: [[Int]]
            let cased: [[Int]]
            let ids: [[Int]]
            let hidden: [[Float]]
        }

        struct Joint: Decodable {
            let ids: [[Int]]
            let images: [[Float]]
            let reports: [[Float]]
        }

        let torchxrayvision: Radiograph
        let residual: Residual
        let bert: Reports
        let clip: Joint
    }

    private static let folder = UserRewardTests.golden
    private let numbers: Numbers
    private static let stride = 37

    init() throws {
        numbers = try JSONDecoder().decode(
            Numbers.self,
            from: Data(contentsOf: URL(fileURLWithPath: Self.folder + "/networks.json")))
    }

    private static func store() throws -> ParameterStore {
        ParameterStore(.initialization(try RandomGenerator(seed: 1)))
    }

    static func pictures(_ count: Int, size: Int) throws -> Tensor {
        let greys = (0..<count * size * size).map { Float(0.5 + 0.5 * sin(0.013 * Double($0))) }
        return try .of(greys, shape: [count, 1, size, size])
    }

    private static func thinned(_ tensor: Tensor) throws -> [Float] {
        let floats = try tensor.contiguous().floats()
        return Swift.stride(from: 0, to: floats.count, by: stride).map { floats[$0] }
    }

    // MARK: torchxrayvision

    private static let labels: [Finding] = [
        .atelectasis, .consolidation, .infiltration, .pneumothorax, .edema, .emphysema, .fibrosis,
        .effusion, .pneumonia, .pleuralThickening, .cardiomegaly, .nodule, .mass, .hernia,
        .lungLesion, .fracture, .lungOpacity, .enlargedCardiomediastinum,
    ]

    /// - Parameter known: places of the labels that the weights know.
    private func radiographNetwork(known: [Int]) throws -> DiagnosisNetwork {
        var configuration = DiagnosisNetwork.Configuration(
            findings: known.map { Self.labels[$0] },
            trunk: .dense(.init(growth: 32, blocks: [6, 12, 24, 16], stemChannels: 64)),
            input: ImageInput(size: 224, mean: 0.5, deviation: 1.0 / 2048))
        configuration.outputs = .init(count: 18, places: known)
        configuration.operatingPoints = known.map { numbers.torchxrayvision.thresholds[$0] }
        let network = try DiagnosisNetwork(configuration, store: Self.store())
        try FormulaWeights.fill(network.store)
        return network
    }

    @Test("torchxrayvision's DenseNet-121: features, logits, normalised probabilities")
    func radiograph() throws {
        let network = try radiographNetwork(known: Array(0..<18))
        let images = try Self.pictures(2, size: 224)
        let features = try network.features(images)
        #expect(features.shape == [2, 1024])
        #expect(
            largestError(try Self.thinned(features), numbers.torchxrayvision.features) < 1e-4)
        let logits = try network.logits(images).floats()
        #expect(largestError(logits, numbers.torchxrayvision.logits.flatMap(\.self)) < 1e-4)
        let probabilities = try network.probabilities(images).floats()
        #expect(
            largestError(probabilities, numbers.torchxrayvision.normalized.flatMap(\.self)) < 1e-4)
        // the emphysema of these thresholds has none, and says nothing
        #expect(probabilities[5] == 0.5)
    }

    @Test("labels that a weight file does not know are masked, in the folder too")
    func masked() throws {
        let known = [0, 4, 7, 10, 16]
        let network = try radiographNetwork(known: known)
        let images = try Self.pictures(1, size: 224)
        let expected = known.map { numbers.torchxrayvision.normalized[0][$0] }
        #expect(largestError(try network.probabilities(images).floats(), expected) < 1e-4)
        let reward = try DiagnosisReward(network)
        #expect(
            reward.findingNames
                == ["Atelectasis", "Edema", "Effusion", "Cardiomegaly", "Lung Opacity"])
        try withTemporaryFolder { folder in
            try network.save(folder: folder)
            let copy = try DiagnosisNetwork(folder: folder)
            #expect(copy.configuration == network.configuration)
            #expect(
                try copy.probabilities(images).floats()
                    == network.probabilities(images).floats())
        }
    }

    @Test("outputs and operating points that do not fit are refused")
    func unsound() throws {
        func refuses(_ change: (inout DiagnosisNetwork.Configuration) -> Void) throws {
            var configuration = DiagnosisNetwork.Configuration(
                findings: [.edema, .mass], trunk: NetworkTests.residual,
                input: ImageInput(size: 16))
            change(&configuration)
            let store = try Self.store()
            #expect(throws: NetworkError.self) {
                try DiagnosisNetwork(configuration, store: store)
            }
        }
        try refuses { $0.outputs = .init(count: 2, places: [0, 2]) }
        try refuses { $0.outputs = .init(count: 3, places: [0]) }
        try refuses { $0.operatingPoints = [0.5] }
        try refuses { $0.operatingPoints = [0.5, 1] }
    }

    // MARK: ResNet

    @Test("torchvision's ResNet-50 and ResNet-18 on colour pictures")
    func residual() throws {
        var small = ResidualNetwork.Configuration.resNet18
        small.channels = 3
        let input = ImageInput(size: 64, channels: ImageInput.imageNet)
        let images = try input.prepare(Self.pictures(2, size: 64))
        for (configuration, expected, count) in [
            (ResidualNetwork.Configuration.resNet50, numbers.residual.resnet50, 25_557_032),
            (small, numbers.residual.resnet18, 11_689_512),
        ] {
            let store = try Self.store()
            let network = try ResidualNetwork(store.root, configuration)
            // torchvision's have a classifier of a thousand outputs
            #expect(store.parameterCount == count - (network.featureCount + 1) * 1000)
            try FormulaWeights.fill(store)
            let features = try network.features(images)
            #expect(largestError(try Self.thinned(features), expected) < 1e-4)
        }
    }

    // MARK: BERT

    @Test("WordPiece ids are those of transformers, with case and without")
    func wordPiece() throws {
        for (lowercases, expected) in [(true, numbers.bert.lower), (false, numbers.bert.cased)] {
            let file = try WordPieceTokenizer(folder: Self.folder + "/wordpiece")
            let tokenizer = try WordPieceTokenizer(
                vocabulary: file.vocabulary, lowercases: lowercases, source: "test")
            let found = numbers.bert.sentences.map { tokenizer.encode($0, limit: 24) }
            #expect(found == expected)
        }
    }

    @Test("BERT's hidden states are those of transformers; padding is not needed")
    func reportEncoder() throws {
        let store = try Self.store()
        let configuration = try JSONDecoder().decode(
            BERTEncoder.Configuration.self,
            from: Data(
                """
                {"vocab_size": 49, "hidden_size": 16, "num_hidden_layers": 2,
                 "num_attention_heads": 2, "intermediate_size": 24, "max_position_embeddings": 32}
                """.utf8))
        let encoder = try BERTEncoder(configuration, store.root)
        try FormulaWeights.fill(store)
        for (ids, expected) in zip(numbers.bert.ids, numbers.bert.hidden) {
            let report = ids.filter { $0 != 0 }
            let hidden = try encoder(.of(report, shape: [1, report.count]))
            #expect(largestError(try hidden.floats(), expected) < 1e-4)
        }
    }

    @Test("CXR-CLIP's towers meet in unit vectors, pooled as it is configured")
    func chestJointSpace() throws {
        let tokenizer = try WordPieceTokenizer(folder: Self.folder + "/wordpiece")
        var configuration = CXRCLIPNetwork.Configuration(
            trunk: .residual(.init(widths: [4, 6], blocks: [1, 1], stemKernel: 3)),
            input: ImageInput(size: 16),
            text: try JSONDecoder().decode(
                BERTEncoder.Configuration.self,
                from: Data(
                    """
                    {"vocab_size": 49, "hidden_size": 8, "num_hidden_layers": 1,
                     "num_attention_heads": 2, "intermediate_size": 8,
                     "max_position_embeddings": 32}
                    """.utf8)), reportLength: 12, dimensions: 6)
        let report = "small left effusion"
        var vectors: [[Double]] = []
        for pooling in [CXRCLIPNetwork.Pooling.eos, .bos, .mean] {
            configuration.pooling = pooling
            let network = try CXRCLIPNetwork(configuration, store: Self.store())
            let vector = try CXRCLIPSpace(network, tokenizer: tokenizer)
                .embed(report: report).doubles()
            #expect(abs(vector.map { $0 * $0 }.reduce(0, +) - 1) < 1e-5)
            vectors.append(vector)
        }
        #expect(Set(vectors).count == 3)
        try withTemporaryFolder { folder in
            let network = try CXRCLIPNetwork(configuration, store: Self.store())
            try network.save(folder: folder + "/consistency")
            try FileManager.default.copyItem(
                atPath: Self.folder + "/wordpiece", toPath: folder + "/consistency/tokenizer")
            let reward = try RewardCatalogue(folder: folder).load(
                .consistency, Configuration().rewards, tokenizer: RewardTests.tokenizer())
            let images = try NetworkTests.images(1, size: 16)
            let prompt = ScoredPrompt(id: 0, text: report, findings: [:])
            let score = try reward.scores(images, prompts: [prompt]).item()
            let expected = try (network.embed(images: images).at(0) * .of(vectors[2]).to(.float32))
                .sum().item()
            #expect(abs(score - expected) < 1e-5)
        }
    }

    // MARK: CLIP

    @Test("a transformers CLIP: both towers' projections")
    func jointSpace() throws {
        let network = try CLIPNetwork(
            folder: Self.folder + "/clip", store: Self.store(), tokenizer: nil)
        try FormulaWeights.fill(network.store)
        let images = try network.embed(images: Self.pictures(2, size: 32))
        #expect(largestError(try images.floats(), numbers.clip.images.flatMap(\.self)) < 1e-4)
        let ids = numbers.clip.ids
        let reports = try network.embed(
            ids: .of(ids.flatMap(\.self), shape: [ids.count, ids[0].count]))
        #expect(largestError(try reports.floats(), numbers.clip.reports.flatMap(\.self)) < 1e-4)
    }
}
