public import Diffusion
internal import Evaluation
internal import Foundation
internal import Rewards
public import Studies
internal import Tensors
internal import Text

/// Measures a model folder on the films of validation patients, part by part; parts that are
/// missing are named and left out.
public struct ModelReporter {
    /// How the base model's samples are drawn.
    public struct Sampling: Sendable {
        public var steps = 25
        public var eta = 1.0
        public var guidance = 1.0
        /// Samples for distances, and again as many for findings.
        public var count = 256
        public var microBatch = 16
        public var seed: UInt64 = 1

        public init() {}
    }

    let folder: ModelFolder
    let training: PicturePool
    let validation: PicturePool
    let sampling: Sampling
    let log: ProgressLog

    /// - Parameter stateFolder: for the pixels of a large collection.
    /// - Throws: where the collection has no films of a part.
    public init(
        collection: any StudyCollection, folder: ModelFolder, stateFolder: String,
        sampling: Sampling = Sampling(), log: ProgressLog
    ) throws {
        self.folder = folder
        self.sampling = sampling
        self.log = log
        let side = 128
        func pool(_ part: PatientSplit) throws -> PicturePool {
            try PicturePool(
                collection, part: part, side: side, stateFolder: stateFolder, log: log)
        }
        training = try pool(.base)
        validation = try pool(.validation)
    }

    public func report() throws -> ModelReport {
        var report = ModelReport()
        if has("vae/config.json") {
            report.autoencoder = try autoencoder()
        } else {
            report.remarks.append("There is no autoencoder in \(folder.path) yet.")
        }
        for role in Panel.Role.allCases { try addNetworks(role, to: &report) }
        if has("model_index.json") {
            report.base = try base(report)
        } else {
            report.remarks.append("There is no base model in \(folder.path) yet.")
        }
        return report
    }

    private func addNetworks(_ role: Panel.Role, to report: inout ModelReport) throws {
        let catalogue = catalogue(role)
        let available = catalogue.available
        if available.contains(.diagnosis) {
            log.line("report: \(role.rawValue) diagnosis")
            report.diagnosis.append(try diagnosis(role, catalogue.path(of: .diagnosis)))
        }
        if available.contains(.posture) {
            log.line("report: \(role.rawValue) posture")
            report.posture.append(try posture(role, catalogue.path(of: .posture)))
        }
        if available.contains(.consistency) {
            log.line("report: \(role.rawValue) consistency")
            report.consistency.append(try consistency(role, catalogue.path(of: .consistency)))
        }
        let missing = RewardKind.allCases.filter { !available.contains($0) }.map(\.rawValue)
        if !missing.isEmpty {
            report.remarks.append(
                "\(catalogue.folder) has no network for \(missing.joined(separator: ", ")) yet.")
        }
    }

    func catalogue(_ role: Panel.Role) -> RewardCatalogue {
        role.catalogue(ofModel: folder.path)
    }

    private func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder.path)/\(name)")
    }

    private func autoencoder() throws -> ModelReport.Autoencoder {
        log.line("report: autoencoder")
        let autoencoder = try folder.loadAutoencoder()
        let decibels = try AutoencoderStage.signalToNoise(
            autoencoder, validation, Array(0..<validation.count))
        let configuration = autoencoder.configuration
        let factor = 1 << (configuration.blockOutChannels.count - 1)
        let numbers = Double(configuration.latentChannels * 64) / Double(factor * factor)
        let sizes = Set([4, 8, 12, 16] + [Int(numbers.rounded())]).filter { (1...64).contains($0) }
            .sorted()
        let code = try LinearCode(fitting: training.source)
        let reached = try code.signalToNoise(validation.source, numbers: sizes)
        return ModelReport.Autoencoder(
            decibels: decibels, films: validation.count, numbers: numbers,
            linear: zip(sizes, reached).map {
                ModelReport.Autoencoder.Code(numbers: $0, decibels: $1)
            }
        )
    }
}
