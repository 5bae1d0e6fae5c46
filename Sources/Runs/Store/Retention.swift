/// Decides what of a run is deleted to save space. Nothing else ever is.
public enum Retention {
    /// A checkpoint as the decision sees it.
    public struct Checkpoint: Sendable, Equatable {
        public let epoch: Int
        public let isPinned: Bool
        /// What the held-out judges say of the policy at this epoch, larger is better, if known.
        public let judgement: Double?

        public init(epoch: Int, isPinned: Bool, judgement: Double?) {
            self.epoch = epoch
            self.isPinned = isPinned
            self.judgement = judgement
        }
    }

    /// A trajectory file.
    public struct Trajectory: Sendable, Equatable {
        public let path: String
        public let epoch: Int
        public let size: Int

        public init(path: String, epoch: Int, size: Int) {
            self.path = path
            self.epoch = epoch
            self.size = size
        }
    }

    /// Epochs whose checkpoint goes: all but the latest `keep`, the best by judge and the pinned.
    public static func superfluous(_ checkpoints: [Checkpoint], keep: Int) -> [Int] {
        let latest = checkpoints.map(\.epoch).sorted().suffix(keep)
        let best = checkpoints.filter { $0.judgement.map { !$0.isNaN } ?? false }
            .max { ($0.judgement ?? 0, $0.epoch) < ($1.judgement ?? 0, $1.epoch) }
        return checkpoints.filter {
            !$0.isPinned && !latest.contains($0.epoch) && $0.epoch != best?.epoch
        }.map(\.epoch).sorted()
    }

    /// Trajectories that go so that the rest fits the budget: the oldest epochs first.
    public static func superfluous(
        _ trajectories: [Trajectory], budget: Int
    ) -> [Trajectory] {
        var size = trajectories.reduce(0) { $0 + $1.size }
        let ordered = trajectories.sorted { ($0.epoch, $0.path) < ($1.epoch, $1.path) }
        return ordered.prefix { trajectory in
            defer { size -= trajectory.size }
            return size > budget
        }
    }
}
