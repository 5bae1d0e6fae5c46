internal import Foundation
public import Networks
internal import Rewards
internal import Safetensors
public import Tensors

/// A supervised training loop whose state lies on disk: interrupted at any time, it goes on from
/// its last save and makes the same draws.
public final class TrainingLoop {
    public struct Settings: Sendable, Equatable {
        public var steps: Int
        public var learningRate: Double
        public var warmUpSteps: Int
        public var weightDecay = 1e-4
        public var gradientLimit = 1.0
        /// Decay of the moving average of the weights that is kept as the result; none if nil.
        public var averageDecay: Double?
        /// The learning rate's last value, as a share of its first.
        public var finalShare = 0.01
        public var seed: UInt64

        public init(steps: Int, learningRate: Double, seed: UInt64) {
            self.steps = steps
            warmUpSteps = min(200, steps / 10)
            self.learningRate = learningRate
            self.seed = seed
        }

        /// Rises linearly, then falls along a cosine.
        func rate(at step: Int) -> Double {
            if step < warmUpSteps {
                return learningRate * Double(step + 1) / Double(warmUpSteps)
            }
            let share = Double(step - warmUpSteps) / Double(max(1, steps - warmUpSteps))
            let cosine = (1 + cos(Double.pi * share)) / 2
            return learningRate * (finalShare + (1 - finalShare) * cosine)
        }
    }

    public let settings: Settings
    private let name: String
    private let parameters: [Parameter]
    private let optimizer: AdamW
    private let average: MovingAverage?
    private let statePath: String
    /// Of all that decides where the loop ends: its settings, its data and the weights it began with.
    private let identity: String
    private let log: ProgressLog
    private let saveInterval: Double
    private var step = 0
    private var elapsed = 0.0

    /// - Parameters:
    ///   - data: a digest of what is learned from.
    ///   - stateFolder: outside the model's folder; created where it is missing.
    /// - Throws: `PretrainingError` where the folder holds the state of another loop of this name.
    public init(
        name: String, stores: [ParameterStore], settings: Settings, data: String,
        stateFolder: String, log: ProgressLog, saveInterval: Double = 60
    ) throws {
        self.saveInterval = saveInterval
        identity = try Self.identity(settings, data, stores)
        self.name = name
        self.settings = settings
        self.log = log
        parameters = stores.flatMap(\.parameters)
        let learnt = parameters.filter { !$0.isBuffer }
        for parameter in learnt { try parameter.setTrainable(true) }
        optimizer = try AdamW(
            learnt,
            AdamW.Settings(
                learningRate: settings.learningRate, weightDecay: settings.weightDecay))
        average = try settings.averageDecay.map { try MovingAverage(learnt, decay: $0) }
        try FileManager.default.createDirectory(
            atPath: stateFolder, withIntermediateDirectories: true)
        statePath = "\(stateFolder)/\(name).safetensors"
        try restore()
    }

    /// Runs the steps that remain, then leaves the averaged weights in the parameters.
    ///
    /// - Parameters:
    ///   - check: called now and then with the averaged weights in place, for a line of the log.
    ///   - loss: the loss of one step, and the generator of all that is random in it.
    public func run(
        checkEvery checkSteps: Int = .max, check: () throws -> String = { "" },
        loss: (_ step: Int, _ generator: RandomGenerator) throws -> Tensor
    ) throws {
        var (recent, counted) = (0.0, 0)
        var lastSave = Date()
        let start = Date(timeIntervalSinceNow: -elapsed)
        let first = step
        let begun = Date()
        while step < settings.steps {
            let generator = try RandomGenerator(seed: stepSeed)
            optimizer.settings.learningRate = settings.rate(at: step)
            let value = try loss(step, generator)
            try value.backward()
            _ = try clipGradientNorm(optimizer.parameters, limit: settings.gradientLimit)
            let number = try value.item()
            guard number.isFinite else {
                throw PretrainingError(
                    "\(name): the loss is not finite at step \(step). Nothing was saved since "
                        + "the last state; start again with a lower learning rate.")
            }
            try optimizer.update()
            optimizer.clearGradients()
            try average?.update()
            (recent, counted) = (recent + number, counted + 1)
            step += 1
            elapsed = Date().timeIntervalSince(start)
            if log.isDue || step == settings.steps {
                let rate = Double(step - first) / max(0.001, Date().timeIntervalSince(begun))
                log.progress(
                    name, step: step, of: settings.steps, loss: recent / Double(counted),
                    rate: rate)
                (recent, counted) = (0, 0)
            }
            if step.isMultiple(of: checkSteps) {
                log.line("\(name): \(try withAverages(check))")
            }
            if Date().timeIntervalSince(lastSave) > saveInterval {
                try save()
                lastSave = Date()
            }
        }
        try save()
        if let average {
            try average.withAverages {
                averaged = try optimizer.parameters.map { try $0.value.detached().copied() }
            }
            for (parameter, value) in zip(optimizer.parameters, averaged) {
                try parameter.value.assign(value)
            }
            averaged = []
        }
        for parameter in optimizer.parameters { try parameter.setTrainable(false) }
    }

    private var averaged: [Tensor] = []

    private func withAverages<Result>(_ body: () throws -> Result) throws -> Result {
        try withoutGradient {
            try average?.withAverages(body) ?? body()
        }
    }

    /// A seed of its own for every step, so that a resumed loop draws what it would have drawn.
    private var stepSeed: UInt64 { settings.seed &* 1_000_003 &+ UInt64(step) }

    // MARK: State

    private static func identity(
        _ settings: Settings, _ data: String, _ stores: [ParameterStore]
    ) throws -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(
            "\(settings.steps) \(settings.learningRate) \(settings.seed) \(data)")
        for store in stores { try fingerprint.combine(store) }
        return fingerprint.text
    }

    private func save() throws {
        var tensors = parameters.map { (key: $0.path, tensor: $0.value) }
        tensors += optimizer.state()
        tensors += average?.state() ?? []
        let numbered = tensors.enumerated().map { (key: "\($0).\($1.key)", tensor: $1.tensor) }
        try SafetensorsWriter.write(
            numbered,
            metadata: [
                "step": String(step), "elapsed": String(elapsed),
                "identity": identity,
            ], to: statePath)
    }

    private func restore() throws {
        guard FileManager.default.fileExists(atPath: statePath) else { return }
        let file = try SafetensorsFile(path: statePath)
        guard let saved = file.metadata["step"].flatMap(Int.init) else { return }
        guard file.metadata["identity"] == identity else {
            throw PretrainingError(
                "\(statePath) belongs to another training of this stage (other films, seed, length, "
                    + "learning rate or beginning): remove it, or give --state another folder.")
        }
        let groups = [
            parameters.map { (key: $0.path, tensor: $0.value) }, optimizer.state(),
            average?.state() ?? [],
        ]
        for (index, item) in groups.joined().enumerated() {
            let key = "\(index).\(item.key)"
            guard file.entries[key]?.shape == item.tensor.shape else {
                throw PretrainingError(
                    "\(statePath) is the state of another network; remove it, or give --state "
                        + "another folder.")
            }
            try item.tensor.assign(.mapped(key, in: file))
        }
        optimizer.resume(step: saved)
        average?.resume(updates: saved)
        step = min(saved, settings.steps)
        elapsed = file.metadata["elapsed"].flatMap(Double.init) ?? 0
        log.line("\(name): goes on from step \(step) of \(settings.steps)")
    }
}
