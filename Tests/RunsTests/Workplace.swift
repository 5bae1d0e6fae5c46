import Configuration
import Foundation
import Runs
import Workbench

/// A root with runs in it, gone when the object is, and a clock that stands still.
final class Workplace {
    let root: String
    var time = 1_750_000_000.0

    init() throws {
        root = NSTemporaryDirectory() + "cxrl-runs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func manifest(epochs: Int = 4, name: String = "test", created: Double? = nil) -> RunManifest {
        var configuration = Configuration()
        configuration.rlcf.epochs = epochs
        configuration.run.name = name
        configuration.run.seed = 7
        return RunManifest(
            configuration: configuration, model: "/models/miniature", digests: ["unet": "abc"],
            programVersion: "0.1", created: Date(timeIntervalSince1970: created ?? time))
    }

    func folder(
        epochs: Int = 4, name: String = "test", created: Double? = nil
    ) throws -> RunFolder {
        try RunFolder.create(
            in: root, manifest: manifest(epochs: epochs, name: name, created: created),
            timeZone: .gmt)
    }

    func store(_ folder: RunFolder) throws -> RunStore {
        try RunStore(folder, lock: try RunLock(folder), clock: { [unowned self] in time })
    }

    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}

/// Records that tests write.
enum Sample {
    static let prompts = [
        PromptRecord(id: 3, text: "No acute findings.", findings: ["Effusion": false]),
        PromptRecord(id: 9, text: "Small left effusion.", findings: ["Effusion": true]),
    ]

    static func description(_ folder: RunFolder, epochs: Int = 4) -> RunDescription {
        RunDescription(
            name: folder.name, folder: folder.path, model: "/models/miniature", seed: 7,
            epochs: epochs, finishedEpochs: 0,
            rewards: [
                RewardDescription(name: "posture", isComparative: false, weight: 1, scale: 0.1),
                RewardDescription(name: "diagnosis", isComparative: true, weight: 1, scale: 0.2),
            ], prompts: prompts, samplesPerEpoch: 2, denoisingSteps: 10, latentShape: [8, 16, 16],
            contextLength: 77)
    }

    static func report(_ epoch: Int, reward: Double = 0.5) -> EpochReport {
        EpochReport(
            epoch: epoch, metrics: ["reward/total/mean": reward, "policy/loss": -0.25],
            elapsed: Double(epoch) * 28)
    }

    static func record(_ epoch: Int, _ index: Int) -> SampleRecord {
        SampleRecord(
            epoch: epoch, index: index, promptID: 9, prompt: "Small left effusion.",
            seed: .max - UInt64(index), scores: ["posture": -0.2], anchorScores: ["posture": -0.3],
            winRates: ["posture": 0.75], total: 1.5, anchorTotal: 1.25, advantage: -0.5,
            picture: RunFolder.picture(epoch: epoch, index: index),
            trajectory: RunFolder.trajectory(epoch: epoch, index: index), anchorTrajectory: nil)
    }

    static func message(_ text: String, time: Double = 1_750_000_000) -> Event {
        .message(Message(level: .info, text: text, time: time))
    }

    static func checkpoint(_ epoch: Int) -> CheckpointRecord {
        CheckpointRecord(epoch: epoch, path: RunFolder.checkpoint(epoch: epoch), size: 10)
    }

    /// What an epoch leaves behind.
    static func epoch(_ epoch: Int) -> [Event] {
        [
            .samplesScored(epoch: epoch, samples: [record(epoch, 0), record(epoch, 1)]),
            .epochFinished(report(epoch)), .checkpointSaved(checkpoint(epoch)),
        ]
    }

    static func state(_ phase: Phase, epoch: Int = 1) -> RunState {
        var snapshot = Snapshot()
        snapshot.phase = phase
        snapshot.activity = .sampling
        snapshot.epoch = epoch
        snapshot.epochs = 4
        snapshot.completed = 3
        snapshot.total = 10
        snapshot.memory = 1 << 30
        return RunState(snapshot)
    }
}
