import Configuration
import Foundation
import Images
import Runs
import Workbench

@testable import Exporting

/// A run of three epochs with pictures and an alarm, in a folder that is gone when the object is.
final class ExportedRun {
    let root: String
    let folder: RunFolder

    static let prompt = "AP view. Oedema & <effusion>."

    init() throws {
        root = NSTemporaryDirectory() + "cxrl-export-" + UUID().uuidString
        var configuration = Configuration()
        configuration.rlcf.epochs = 5
        configuration.run.seed = 7
        let manifest = RunManifest(
            configuration: configuration, model: "/models/miniature", digests: [:],
            programVersion: "0.1", created: Date(timeIntervalSince1970: 1_750_000_000))
        folder = try RunFolder.create(at: root + "/run", manifest: manifest)
        let store = try RunStore(
            folder, lock: try RunLock(folder), clock: { 1_750_000_000 })
        try store.record([.runOpened(description)])
        for epoch in 1...3 { try store.record(Self.epoch(epoch)) }
        try store.record([
            .alarmsChanged([
                Alarm(
                    kind: .picturesGone, subject: Self.prompt, level: .alarm, since: 3,
                    seen: "3 of 4 pictures of “\(Self.prompt)” have gone white.",
                    cause: "Lower its weight.")
            ])
        ])
        for index in 0..<2 {
            try GreyPicture(width: 16, height: 16, shade: UInt8(100 * index))
                .writePNG(to: folder.absolute(RunFolder.picture(epoch: 3, index: index)))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private var description: RunDescription {
        RunDescription(
            name: folder.name, folder: folder.path, model: "/models/miniature", seed: 7, epochs: 5,
            finishedEpochs: 0,
            rewards: [
                RewardDescription(name: "posture", isComparative: false, weight: 1, scale: 0.1)
            ],
            prompts: [PromptRecord(id: 4, text: Self.prompt, findings: [:])], samplesPerEpoch: 2,
            denoisingSteps: 10, latentShape: [8, 16, 16], contextLength: 77)
    }

    private static func epoch(_ epoch: Int) -> [Event] {
        let samples = (0..<2).map { index in
            SampleRecord(
                epoch: epoch, index: index, promptID: 4, prompt: prompt, seed: 1,
                scores: ["posture": 0.5], anchorScores: ["posture": 0.25], winRates: [:], total: 1,
                advantage: 0, picture: RunFolder.picture(epoch: epoch, index: index),
                trajectory: nil, anchorTrajectory: nil)
        }
        var metrics = [
            "reward/posture/mean": 0.25 * Double(epoch), "anchor/posture/mean": 0.25,
            "policy/loss": epoch == 2 ? .nan : -0.5,
        ]
        if epoch == 3 { metrics["judge/posture"] = .infinity }
        return [
            .samplesScored(epoch: epoch, samples: samples),
            .epochFinished(
                EpochReport(epoch: epoch, metrics: metrics, elapsed: Double(epoch) * 20)),
        ]
    }

    func record() throws -> RunRecord { try RunRecord(folder) }
}
