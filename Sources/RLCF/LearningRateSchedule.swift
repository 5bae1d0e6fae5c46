internal import Configuration

/// How much of the learning rates each optimiser step of a run makes use of.
struct LearningRateSchedule {
    private let warmupSteps: Int
    private let schedule: Configuration.Optimizer.Schedule
    private let steps: Int

    init(_ configuration: Configuration) {
        warmupSteps = configuration.optimizer.warmupSteps
        schedule = configuration.optimizer.schedule
        steps = max(1, configuration.batchPlan.optimizerSteps)
    }

    /// In 0…1, of a step counted from 1; 0 before the first.
    func share(atStep step: Int) -> Double {
        let warmth = min(1, Double(step) / Double(max(1, warmupSteps)))
        switch schedule {
        case .constant: return warmth
        case .linear: return warmth * Double(max(1, steps - step + 1)) / Double(steps)
        }
    }
}
