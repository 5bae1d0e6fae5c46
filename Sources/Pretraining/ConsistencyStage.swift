internal import Diffusion
internal import Foundation
internal import Networks
internal import Rewards
internal import Studies
internal import Tensors
public import Text

/// Trains an image and a report encoder into one space by contrast (Radford et al., ICML 2021).
///
/// Reports are written anew for every draw. Each film also meets a report that differs from its own
/// in one finding, the hardest of all wrong ones, among the others and once more alone: view, sex and
/// age would be enough to tell most films apart. The image side begins as the diagnosis network
/// of the same role, where there is one.
public struct ConsistencyStage {
    public var role: Role
    public var settings: TrainingLoop.Settings
    public var batchSize = 48
    public var contextLength = 64

    public init(role: Role, settings: TrainingLoop.Settings) {
        self.role = role
        self.settings = settings
    }

    public func run(
        _ training: PicturePool, validation: PicturePool, tokenizer: Tokenizer,
        into folder: String, stateFolder: String, log: ProgressLog
    ) throws {
        var configuration = ConsistencyNetwork.Configuration(
            trunk: role.trunk, input: role.input, text: text(tokenizer), dimensions: 64,
            card: role.card("Chest X-rays and their reports in one space"))
        let network = try ConsistencyNetwork(
            configuration, generator: RandomGenerator(seed: settings.seed + role.seedOffset))
        try begin(network, with: "\(folder)/diagnosis")
        let draw = FindingDraw(training.studies)
        try TrainingLoop(
            name: "\(role.rawValue)-consistency", stores: [network.store], settings: settings,
            data: training.digest, stateFolder: stateFolder, log: log
        ).run { step, generator in
            let indices = try draw.indices(batchSize, generator)
            return try loss(
                network, training, indices, tokenizer, seed: UInt64(step), generator)
        }
        configuration.card.measurements = try Self.measure(network, validation, tokenizer)
        network.configuration = configuration
        try network.save(folder: "\(folder)/consistency", dtype: .float16)
        log.line("\(role.rawValue)-consistency: \(Measurements.text(configuration.card))")
    }

    private func text(_ tokenizer: Tokenizer) -> TextEncoderConfiguration {
        let width = role == .rewards ? 96 : 80
        return TextEncoderConfiguration(
            vocabularySize: tokenizer.vocabulary.count, hiddenSize: width,
            intermediateSize: width * 4, layers: 2, heads: 4, contextLength: contextLength,
            activation: .gelu, beginID: tokenizer.beginID, endID: tokenizer.endID,
            paddingID: tokenizer.paddingID)
    }

    private func loss(
        _ network: ConsistencyNetwork, _ pool: PicturePool, _ indices: [Int],
        _ tokenizer: Tokenizer, seed: UInt64, _ generator: RandomGenerator
    ) throws -> Tensor {
        let variation = AffineVariation(scale: 0.1, shift: 0.08, angle: 0.12)
        let pictures = try pool.pictures(indices)
        let varied = try Augmentation.exposure(
            AffineVariation.vary(
                pictures, by: variation.postures(indices.count, generator)),
            brightness: 0.1, contrast: 0.2, generator)
        let studies = indices.map { pool.studies[$0] }
        let altered = try altered(studies, generator)
        let reports = (studies + altered).enumerated().map { number, study in
            PromptWriter().prompt(for: study, seed: seed &* 1_009 &+ UInt64(number))
        }
        let images = try network.embed(images: varied, isTraining: true)
        let texts = try network.embed(ids: ids(reports, tokenizer))
        let scale = try network.logitScale.value.exp().clamped(0...50)
        let logits = try images.matmul(texts.transposed()) * scale
        let targets = try Tensor.range(0, Double(indices.count), dtype: .int64)
        let ofReports = try logits.sliced(1, 0..<indices.count).transposed()
        let ofAll = try (logits.crossEntropy(targets) + ofReports.crossEntropy(targets)) * 0.5

        // the own report against the one that differs in a finding
        let parts = try texts.chunked(2, 0)
        let ofTwo = try ((images * (parts[0] - parts[1])).sum(1) * scale).logSigmoid().mean()
        return try ofAll - ofTwo
    }

    /// The studies as they would be with one finding more or one less.
    private func altered(_ studies: [Study], _ generator: RandomGenerator) throws -> [Study] {
        let draws = try generator.uniform([studies.count, 2]).floats()
        return studies.enumerated().map { number, study in
            let removes = draws[2 * number] < 0.5 && !study.positives.isEmpty
            let absent = Finding.chestXray14.map(\.name).filter { study.findings[$0] != true }
            let candidates = removes ? study.positives : absent
            let place = Int(draws[2 * number + 1] * Float(candidates.count))
            var study = study
            study.findings[candidates[min(place, candidates.count - 1)]] = !removes
            return study
        }
    }

    private func begin(_ network: ConsistencyNetwork, with folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let diagnosis = try DiagnosisNetwork(folder: folder)
        guard diagnosis.configuration.trunk == network.configuration.trunk else { return }
        let weights = try CheckpointFile(path: "\(folder)/model.safetensors")
        for parameter in network.store.parameters where parameter.path.hasPrefix(Self.trunkScope) {
            let key = String(parameter.path.dropFirst(Self.trunkScope.count))
            if let tensor = try weights.tensor(key) { try parameter.value.assign(tensor) }
        }
    }

    private static let trunkScope = "vision_model."

    private func ids(_ reports: [String], _ tokenizer: Tokenizer) throws -> Tensor {
        try Self.ids(reports, tokenizer, length: contextLength)
    }

    private static func ids(
        _ reports: [String], _ tokenizer: Tokenizer, length: Int
    ) throws -> Tensor {
        let rows = try reports.map {
            try tokenizer.encodePadded($0, contextLength: length, truncate: true).ids
        }
        return try Tensor.of(rows.flatMap(\.self), shape: [rows.count, length])
    }

    private static func measure(
        _ network: ConsistencyNetwork, _ pool: PicturePool, _ tokenizer: Tokenizer
    ) throws -> [String: Double] {
        var measurements: [String: Double] = [:]
        for (finding, choices) in try rightOfTwo(network, pool, tokenizer) {
            let right = choices.count { $0 }
            measurements["right_of_two/\(finding.name)"] = Double(right) / Double(choices.count)
        }
        return measurements
    }

    /// For each finding that at least ten films have alone: whether such a film is nearer to a
    /// report that affirms it than to the same patient's report without any.
    static func rightOfTwo(
        _ network: ConsistencyNetwork, _ pool: PicturePool, _ tokenizer: Tokenizer
    ) throws -> [(finding: Finding, choices: [Bool])] {
        try Finding.chestXray14.compactMap { finding in
            let indices = pool.studies.indices
                .filter { pool.studies[$0].positives == [finding.name] }.prefix(64)
            guard indices.count >= 10 else { return nil }
            let pairs = indices.map { index in
                var without = pool.studies[index]
                without.findings[finding.name] = false
                return [pool.studies[index], without].map {
                    PromptWriter().prompt(for: $0, seed: UInt64(index))
                }
            }
            let length = network.configuration.text.contextLength
            let chosen = try withoutGradient {
                let images = try network.embed(images: pool.pictures(Array(indices)))
                let (with, without) = (
                    try network.embed(ids: ids(pairs.map { $0[0] }, tokenizer, length: length)),
                    try network.embed(ids: ids(pairs.map { $0[1] }, tokenizer, length: length))
                )
                return try (images * with).sum(1).isGreater(than: (images * without).sum(1))
                    .to(.uint8).bytes()
            }
            return (finding, chosen.map { $0 > 0 })
        }
    }
}
