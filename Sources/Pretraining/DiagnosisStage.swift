internal import Evaluation
internal import Foundation
internal import Rewards
internal import Studies
internal import Tensors
public import Text

/// Trains a classifier of findings, calibrates it on patients that it was not trained on, and
/// notes which findings it can see well enough to reward.
public struct DiagnosisStage {
    public var role: Role
    public var settings: TrainingLoop.Settings
    public var findings: [Finding] = Finding.chestXray14.filter { $0 != .hernia }
    /// Those that may be rewarded, if the network can tell them.
    public var rewardable: [Finding] = [
        .effusion, .cardiomegaly, .edema, .consolidation, .atelectasis,
    ]
    public var batchSize = 32
    /// Which network of a committee is trained, from 1. Further ones learn from blurred and mixed
    /// films, so that they err in other ways than the first.
    public var member = 1
    /// The AUROC on held-out patients from which a finding is rewarded.
    public var leastRewardedAUROC = 0.65

    public init(role: Role, settings: TrainingLoop.Settings) {
        self.role = role
        self.settings = settings
    }

    public func run(
        _ training: PicturePool, validation: PicturePool, into folder: String,
        stateFolder: String, log: ProgressLog
    ) throws {
        var configuration = DiagnosisNetwork.Configuration(
            findings: findings, trunk: role.trunk, input: role.input,
            card: role.card("Findings of a frontal chest X-ray"))
        let network = try DiagnosisNetwork(
            configuration, generator: RandomGenerator(seed: settings.seed + role.seedOffset))
        let (learnt, heldOut) = Self.split(training)
        let weights = try positiveWeights(training, learnt)
        let draw = FindingDraw(learnt.map { training.studies[$0] })
        try TrainingLoop(
            name: name, stores: [network.store], settings: settings,
            data: training.digest, stateFolder: stateFolder, log: log
        ).run { _, generator in
            let indices = try draw.indices(batchSize, generator).map { learnt[$0] }
            return try loss(
                network, training.pictures(indices), targets(training, indices), weights,
                generator)
        }
        let scores = try logits(network, training, heldOut)
        configuration.calibration = try Calibrator.fit(
            logits: scores, labels: targets(training, heldOut))
        configuration.rewarded = try Self.aurocs(
            scores, targets(training, heldOut), findings
        ).filter { rewardable.contains($0.finding) && $0.auroc >= leastRewardedAUROC }
            .map(\.finding)
        let all = Array(0..<validation.count)
        for (finding, auroc) in try Self.aurocs(
            logits(network, validation, all), targets(validation, all), findings)
        {
            configuration.card.measurements["auroc/\(finding.name)"] = auroc
        }
        network.configuration = configuration
        try network.save(
            folder: DiagnosisNetwork.memberFolder(member, of: "\(folder)/diagnosis"),
            dtype: .float16)
        log.line("\(name): \(Measurements.text(configuration.card))")
        log.line("\(name) rewards " + configuration.rewarded.map(\.name).joined(separator: ", "))
    }

    private var name: String {
        "\(role.rawValue)-diagnosis" + (member == 1 ? "" : "-\(member)")
    }

    /// Every eighth patient is held out.
    private static func split(_ pool: PicturePool) -> (learnt: [Int], heldOut: [Int]) {
        let all = Array(0..<pool.count)
        func isHeldOut(_ index: Int) -> Bool { (pool.studies[index].patient / 10) % 8 == 0 }
        return (all.filter { !isHeldOut($0) }, all.filter(isHeldOut))
    }

    private func loss(
        _ network: DiagnosisNetwork, _ pictures: Tensor, _ targets: Tensor, _ weights: Tensor,
        _ generator: RandomGenerator
    ) throws -> Tensor {
        let variation = AffineVariation(scale: 0.15, shift: 0.1, angle: 0.15)
        let postures = try variation.postures(pictures.size(0), generator)
        let exposed = try Augmentation.exposure(
            AffineVariation.vary(pictures, by: postures), brightness: 0.15, contrast: 0.3,
            generator)
        let (films, shown) =
            try member == 1 ? (exposed, targets) : mixed(exposed, targets, generator)
        let logits = try network.logits(films, isTraining: true)
        let weight = try shown * (weights - 1) + 1
        return try logits.binaryCrossEntropy(shown, weight: weight).mean()
    }

    private func mixed(
        _ pictures: Tensor, _ targets: Tensor, _ generator: RandomGenerator
    ) throws -> (Tensor, Tensor) {
        let blurred = try Augmentation.blur(
            pictures, share: 0.5, deviations: 0.3...1.9, generator)
        return try Augmentation.mix(blurred, targets, concentration: 0.3, generator)
    }

    /// [N, findings]: 1 where the finding is there.
    private func targets(_ pool: PicturePool, _ indices: [Int]) throws -> Tensor {
        let values = indices.flatMap { index in
            findings.map { pool.studies[index].findings[$0.name] == true ? Float(1) : 0 }
        }
        return try Tensor.of(values, shape: [indices.count, findings.count])
    }

    /// The root of each finding's rarity, [findings].
    private func positiveWeights(_ pool: PicturePool, _ indices: [Int]) throws -> Tensor {
        let shares = try targets(pool, indices).mean(0)
        return try ((1 - shares) / shares.clamped(atLeast: 1e-3)).squareRoot()
    }

    private func logits(
        _ network: DiagnosisNetwork, _ pool: PicturePool, _ indices: [Int]
    ) throws -> Tensor {
        try withoutGradient {
            try Tensor.concatenated(
                stride(from: 0, to: indices.count, by: 64).map { start in
                    let batch = Array(indices[start..<min(start + 64, indices.count)])
                    return try network.logits(pool.pictures(batch))
                }, 0)
        }
    }

    private static func aurocs(
        _ logits: Tensor, _ targets: Tensor, _ findings: [Finding]
    ) throws -> [(finding: Finding, auroc: Double)] {
        try findings.enumerated().compactMap { index, finding in
            let scores = try logits.select(1, index).contiguous().doubles()
            let labels = try targets.select(1, index).contiguous().doubles()
            return RankedScores(scores, isPositive: labels.map { $0 > 0.5 }).area()
                .map { (finding, $0) }
        }
    }
}
