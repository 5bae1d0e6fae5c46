import RLCF

/// Seconds that the parts of a trainer's epoch take.
struct EpochTimer {
    private let trainer: Trainer

    init(_ trainer: Trainer) {
        self.trainer = trainer
    }

    /// Trains one epoch.
    func run() throws -> [TrainerActivity: Double] {
        let clock = ContinuousClock()
        var seconds: [TrainerActivity: Double] = [:]
        while true {
            let start = clock.now
            let progress = try trainer.advance()
            seconds[progress.activity, default: 0] += (clock.now - start) / .seconds(1)
            if case .epochFinished? = progress.event { return seconds }
        }
    }
}
