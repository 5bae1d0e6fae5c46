extension Configuration {
    /// What is kept of a run.
    public struct Run: Sendable, Equatable {
        public var name = "rlcf"
        public var seed: UInt64 = 0
        public var checkpointEvery = 1
        public var keepCheckpoints = 3
        public var picturesPerEpoch = 48
        public var trajectoriesPerEpoch = 8
        public var trajectoryBytes = 536_870_912
        public var judgeEvery = 1
        public var stopOnAlarm = false

        static let section = Section(
            name: "run", explanation: "What is kept of a run, and when it stops by itself.",
            fields: [
                .text("run.name", \.run.name, "Part of the run folder's name."),
                .seed(
                    "run.seed", \.run.seed,
                    "Where every random draw comes from, the anchor's excepted."),
                .integer(
                    "run.checkpoint_every", \.run.checkpointEvery, 1...100_000, unit: "epochs",
                    live: true, "Epochs between two checkpoints."),
                .integer(
                    "run.keep_checkpoints", \.run.keepCheckpoints, 1...100_000,
                    unit: "checkpoints", live: true,
                    "Latest checkpoints that are kept, beside the best and pinned ones."),
                .integer(
                    "run.pictures_per_epoch", \.run.picturesPerEpoch, 0...100_000,
                    unit: "pictures", live: true, "Pictures of a rollout that are kept."),
                .integer(
                    "run.trajectories_per_epoch", \.run.trajectoriesPerEpoch, 0...100_000,
                    unit: "samples", live: true,
                    "Samples of a rollout whose whole trajectory is kept."),
                .integer(
                    "run.trajectory_bytes", \.run.trajectoryBytes, 0...Int.max, unit: "bytes",
                    live: true, "Space for trajectories; the oldest go first."),
                .integer(
                    "run.judge_every", \.run.judgeEvery, 0...100_000, unit: "epochs", live: true,
                    "Epochs between two scores by the held-out judges; 0: none."),
                .flag(
                    "run.stop_on_alarm", \.run.stopOnAlarm, live: true,
                    "Save and stop when an alarm says that the policy is breaking."),
            ])
    }
}
