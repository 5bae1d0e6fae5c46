import Configuration
import RLCF
import Tensors

/// The shipped configuration's epoch, or another one's.
struct EpochBench {
    private let configuration: Configuration
    private let repeats: Int
    private let data: () throws -> DataFolder

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        configuration = try ConfigurationOptions.configuration(arguments, surroundings).validated()
        repeats = try arguments.integer("--repeats", in: 1...1000) ?? 3
        data = { try surroundings.dataFolder(arguments) }
    }

    func run() throws -> BenchReport {
        try Runtime.start(
            threads: configuration.model.threads > 0 ? configuration.model.threads : nil)
        let scratch = try ScratchFolder()
        let trainer = try BareTrainer.make(configuration, data: data, scratch: scratch.path)
        let rate = try MatrixSpeed.measure()
        let first = try EpochTimer(trainer).run()
        let epochs = try (0..<repeats).map { _ in try EpochTimer(trainer).run() }
        func seconds(_ activity: TrainerActivity) -> [Double] { epochs.map { $0[activity] ?? 0 } }
        var report = BenchReport(workload: "epoch")
        report.seconds = [
            ("sampling", seconds(.sampling)), ("decode", seconds(.decoding)),
            ("rewards", seconds(.scoring)), ("update", seconds(.updating)),
            ("anchor", seconds(.anchoring)),
            ("total", epochs.map { $0.values.reduce(0, +) }),
        ]
        report.facts = [
            ("first_epoch_anchor", .number(first[.anchoring] ?? 0)),
            ("gemm_gflops", .number(rate)),
            ("samples", .integer(configuration.rollout.samplesPerEpoch)),
            ("steps", .integer(configuration.rollout.steps)),
        ]
        return report
    }
}
