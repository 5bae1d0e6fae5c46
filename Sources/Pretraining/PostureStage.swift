internal import Foundation
internal import Rewards
internal import Tensors

/// Trains a posture network to take randomly turned, shifted and scaled films to the mean frontal
/// film (after Liu et al., ICCV 2019): it learns the known map, and to match the mean film.
public struct PostureStage {
    /// What looks at the films.
    public enum Trunk: String, Sendable, CaseIterable {
        /// The miniature's: fast on a CPU, another one for rewards and judges.
        case small
        /// ResNet-18, as spatial transformers of films have it.
        case resnet18
    }

    public var role: Role
    public var settings: TrainingLoop.Settings
    public var trunk = Trunk.small
    public var batchSize = 32
    /// The postures that it learns to take back, and is measured with.
    static let variation = AffineVariation(scale: 0.15, shift: 0.12, angle: 0.2)

    public init(role: Role, settings: TrainingLoop.Settings) {
        self.role = role
        self.settings = settings
    }

    public func run(
        _ training: PicturePool, validation: PicturePool, into folder: String,
        stateFolder: String, log: ProgressLog
    ) throws {
        var configuration = configuration
        let network = try PostureNetwork(
            configuration, generator: RandomGenerator(seed: settings.seed + role.seedOffset))
        let mean = try Self.meanPicture(of: training)
        try TrainingLoop(
            name: "\(role.rawValue)-posture", stores: [network.store], settings: settings,
            data: training.digest, stateFolder: stateFolder, log: log
        ).run { _, generator in
            let indices = try generator.integers(0..<training.count, [batchSize]).integers()
            return try loss(network, training.pictures(indices), mean: mean, generator)
        }
        configuration.card.measurements = try Self.measure(network, validation)
        network.configuration = configuration
        try network.save(folder: "\(folder)/posture", dtype: .float16)
        log.line("\(role.rawValue)-posture: \(Measurements.text(configuration.card))")
    }

    /// Of a network that is to be trained.
    var configuration: PostureNetwork.Configuration {
        let card = role.card("Posture of a frontal chest X-ray")
        return switch trunk {
        case .small:
            PostureNetwork.Configuration(
                trunk: role.trunk, input: role.input, hidden: 128, card: card)
        case .resnet18:
            PostureNetwork.Configuration(
                trunk: .residual(.resNet18), input: role.input, hidden: 256, card: card)
        }
    }

    private func loss(
        _ network: PostureNetwork, _ pictures: Tensor, mean: Tensor,
        _ generator: RandomGenerator
    ) throws -> Tensor {
        let target = try Self.variation.postures(pictures.size(0), generator)
        let varied = try Augmentation.exposure(
            AffineVariation.vary(pictures, by: target), brightness: 0.1, contrast: 0.2, generator)
        let posture = try network.posture(varied, isTraining: true)
        let aligned = try varied.affineSampled(
            PostureNetwork.matrices(posture), height: varied.size(2), width: varied.size(3),
            outside: .border)
        return try posture.smoothL1(target, beta: 0.02)
            + aligned.smoothL1(mean.expanded(aligned.shape), beta: 0.1) * 0.1
    }

    /// The mean [1, 1, side, side] of up to 2,048 films.
    private static func meanPicture(of pool: PicturePool) throws -> Tensor {
        let step = max(1, pool.count / 2048)
        let chosen = Array(stride(from: 0, to: pool.count, by: step))
        return try pool.pictures(chosen).mean(0, keepingDims: true)
    }

    static let parameterNames = ["scale_x", "scale_y", "shift_x", "shift_y", "angle"]

    /// The mean error of each parameter, and what predicting the identity would give.
    static func measure(
        _ network: PostureNetwork, _ pool: PicturePool
    ) throws -> [String: Double] {
        let generator = try RandomGenerator(seed: 6)
        var (errors, identity) = ([Tensor](), [Tensor]())
        try withoutGradient {
            for start in stride(from: 0, to: pool.count, by: 64) {
                let pictures = try pool.pictures(Array(start..<min(start + 64, pool.count)))
                let target = try variation.postures(pictures.size(0), generator)
                let found = try network.posture(AffineVariation.vary(pictures, by: target))
                errors.append(try (found - target).absolute())
                identity.append(
                    try (target - Tensor.of([Float(1), 1, 0, 0, 0])).absolute())
            }
        }
        let found = try Tensor.concatenated(errors, 0).mean(0).doubles()
        let none = try Tensor.concatenated(identity, 0).mean(0).doubles()
        var measurements: [String: Double] = [:]
        for (index, name) in parameterNames.enumerated() {
            measurements["error/\(name)"] = found[index]
            measurements["error_of_none/\(name)"] = none[index]
        }
        return measurements
    }
}
