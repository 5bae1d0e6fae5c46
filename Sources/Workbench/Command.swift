/// What a front end asks of the engine.
public enum Command: Sendable, Codable, Equatable {
    case start
    case pause
    case resume
    /// Saves a checkpoint and ends the run, to be resumed later.
    case stop
    case saveCheckpoint
    /// Denoise a prompt with policy and anchor from the same seed, in the gaps of training.
    /// A later request replaces an earlier one that is not finished.
    case sample(SampleRequest)
    case cancelSample
    /// Draw variations of a prompt, in the gaps of training. A later request replaces an earlier
    /// one.
    case sheet(SheetRequest)
    case cancelSheet
    /// Decode one latent of a stored trajectory with the model's own decoder.
    case decode(DecodeRequest)
    /// Look into steps of stored trajectories, one by one in the gaps of training. A later command
    /// replaces what is left of an earlier one.
    case examine([ExamineRequest])
    /// Find out where the policy looks for each word of a trajectory's prompt. A later request
    /// replaces an earlier one that has not begun.
    case attend(AttentionRequest)
    /// Make a sample of training again, in the gaps of training. A later request replaces an
    /// earlier one that is not finished.
    case regenerate(RegenerateRequest)
    case setRewardWeight(reward: String, weight: Double)
    /// Takes effect at the next epoch.
    case setPrompts([String])
    /// Go back to a checkpoint and pause; what came after it is undone.
    case rollBack(epoch: Int)
    /// Train further than configured: the number of epochs after which the run is complete.
    case setEpochs(Int)
    /// Keep which of two pictures a person found better.
    case judge(PairJudgement)
    /// Take a choice back, by its id.
    case withdrawJudgement(Int)
}

/// A prompt to be denoised while training goes on.
public struct SampleRequest: Sendable, Codable, Equatable {
    /// Chosen by the front end; comes back in the events and in the snapshot.
    public var id: Int
    public var prompt: String
    public var seed: UInt64

    public init(id: Int, prompt: String, seed: UInt64) {
        self.id = id
        self.prompt = prompt
        self.seed = seed
    }
}

/// A latent of a stored trajectory.
public struct DecodeRequest: Sendable, Codable, Equatable, Hashable {
    /// Path of the trajectory file, relative to the run folder.
    public var trajectory: String
    /// 0 is the first denoising step.
    public var step: Int
    public var view: LatentView

    public init(trajectory: String, step: Int, view: LatentView) {
        self.trajectory = trajectory
        self.step = step
        self.view = view
    }
}

/// Which of the two latents of a denoising step is looked at.
public enum LatentView: String, Sendable, Codable, CaseIterable {
    /// x̂0, what the model believes the finished picture to be.
    case predictedOriginal = "predicted_original"
    /// x_t, what the sampler hands on.
    case latent
}
