import Images
import Workbench

@testable import Interface

extension RunDescription {
    static let example = RunDescription(
        name: "20250101-101010-miniature-s7", folder: "/runs/20250101-101010-miniature-s7",
        model: "/models/miniature", seed: 7, epochs: 90, finishedEpochs: 0,
        rewards: [
            RewardDescription(name: "posture", isComparative: false, weight: 1, scale: 0.05),
            RewardDescription(name: "diagnosis", isComparative: true, weight: 1, scale: 0.1),
            RewardDescription(name: "consistency", isComparative: true, weight: 1, scale: 0.1),
        ],
        prompts: [
            PromptRecord(
                id: 0, text: "Small left pleural effusion. No pneumothorax.", findings: [:]),
            PromptRecord(id: 1, text: "Cardiomegaly with mild pulmonary edema.", findings: [:]),
            PromptRecord(id: 2, text: "No acute cardiopulmonary process.", findings: [:]),
        ],
        samplesPerEpoch: 6, denoisingSteps: 5, latentShape: [4, 16, 16], contextLength: 64)
}

extension EpochReport {
    /// Every metric is a simple function of the epoch.
    static func example(epoch: Int) -> EpochReport {
        let progress = Double(epoch) / 100
        return EpochReport(
            epoch: epoch,
            metrics: [
                "reward/total/mean": -6 + progress * 4,
                "anchor/total/mean": -6,
                "reward/posture/mean": -0.35 + progress,
                "anchor/posture/mean": -0.35,
                "anchor/posture/deviation": 0.05,
                "anchor/diagnosis/deviation": 0.1,
                "anchor/consistency/deviation": 0.1,
                "reward/diagnosis/mean": 0.62 + progress,
                "anchor/diagnosis/mean": 0.62,
                "reward/diagnosis/win_rate": 0.5 + progress,
                "reward/consistency/mean": 0.31,
                "anchor/consistency/mean": 0.31,
                "reward/consistency/win_rate": 0.5,
                "policy/ratio_max": 1.0006,
                "policy/clip_fraction": 0.12,
                "policy/approx_kl": epoch == 3 ? .nan : 0.003,
                "optimizer/grad_norm": 0.41,
                "optimizer/learning_rate": 3e-4,
            ], elapsed: Double(epoch) * 20)
    }
}

extension [SampleRecord] {
    /// Two samples of each prompt; the first of each has a trajectory.
    static func example(epoch: Int) -> [SampleRecord] {
        (0..<6).map { index in
            let prompt = RunDescription.example.prompts[index / 2]
            let gain = Double(epoch * (index + 1)) / 1000
            let hasTrajectory = index % 2 == 0
            return SampleRecord(
                epoch: epoch, index: index, promptID: prompt.id, prompt: prompt.text,
                seed: UInt64(100 + index),
                scores: [
                    "posture": -0.35 + gain, "diagnosis": 0.62 - gain, "consistency": 0.31,
                ],
                anchorScores: ["posture": -0.35, "diagnosis": 0.62, "consistency": 0.31],
                winRates: ["diagnosis": 0.25, "consistency": 0.5], total: -6 + gain * 3,
                anchorTotal: -6, advantage: Double(index) - 2.5, picture: nil,
                trajectory: hasTrajectory ? "trajectories/\(epoch)-\(index).safetensors" : nil,
                anchorTrajectory: hasTrajectory
                    ? "trajectories/\(epoch)-\(index)-anchor.safetensors" : nil)
        }
    }
}

extension StepExamination {
    /// One of five; the last step is deterministic.
    static func example(_ path: String, step: Int) -> StepExamination {
        let isAnchor = path.contains("anchor")
        return StepExamination(
            trajectory: path, step: step,
            scores: [
                "posture": -0.3, "diagnosis": 0.1 * Double(step + 1),
                "consistency": isAnchor ? 0.2 : 0.3 - 0.01 * Double(step),
            ],
            anchorLogProbability: isAnchor || step == 4 ? nil : 1.1 + 0.099 * Double(step))
    }
}

extension TrajectoryFrames {
    /// Five steps; the last one has σ = 0.
    static func example(shade: UInt8) -> TrajectoryFrames {
        TrajectoryFrames(
            latents: (0..<5).map { .disc(shade: shade / 2 + UInt8($0)) },
            predictedOriginals: (0..<5).map { .disc(shade: shade + UInt8($0) * 10) },
            timesteps: [801, 601, 401, 201, 1], logProbabilities: [1.1, 1.2, 1.3, 1.4, .nan],
            sigmas: [0.8, 0.6, 0.4, 0.2, 0])
    }
}

extension GreyPicture {
    /// A bright disc on black.
    static func disc(shade: UInt8, size: Int = 32) -> GreyPicture {
        var picture = GreyPicture(width: size, height: size)
        for y in 0..<size {
            for x in 0..<size {
                let (dx, dy) = (2 * x - size + 1, 2 * y - size + 1)
                if dx * dx + dy * dy < size * size / 2 { picture[x, y] = shade }
            }
        }
        return picture
    }
}
