public import Workbench

/// What a run is at, as its process last said.
public struct RunState: Sendable, Equatable, Codable {
    public var phase: Phase
    public var activity: Activity
    /// The epoch at work, 1 is the first; 0 before it.
    public var epoch: Int
    public var epochs: Int
    public var completed: Int
    public var total: Int
    public var secondsLeft: Double?
    public var timings: [String: Double]
    /// In bytes.
    public var memory: Int

    public init(_ snapshot: Snapshot) {
        phase = snapshot.phase
        activity = snapshot.activity
        epoch = snapshot.epoch
        epochs = snapshot.epochs
        completed = snapshot.completed
        total = snapshot.total
        secondsLeft = snapshot.secondsLeft
        timings = snapshot.timings
        memory = snapshot.memory
    }

    /// As a front end reads it, without pictures.
    public var snapshot: Snapshot {
        var snapshot = Snapshot()
        snapshot.phase = phase
        snapshot.activity = activity
        snapshot.epoch = epoch
        snapshot.epochs = epochs
        snapshot.completed = completed
        snapshot.total = total
        snapshot.secondsLeft = secondsLeft
        snapshot.timings = timings
        snapshot.memory = memory
        return snapshot
    }
}
