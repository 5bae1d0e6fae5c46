public import Images

/// The latest state of an engine: the newest value replaces the one before it.
public struct Snapshot: Sendable, Codable, Equatable {
    public var phase: Phase = .loading
    public var activity: Activity = .idle
    /// The epoch at work, 1 is the first; 0 before it.
    public var epoch = 0
    public var epochs = 0
    /// How far the activity has come, in its own units (`completed` of `total`).
    public var completed = 0
    public var total = 0
    /// Estimated seconds until the run is complete, if known.
    public var secondsLeft: Double?
    /// Seconds that the parts of the last epoch took, by metric key (`time/sampling`, …).
    public var timings: [String: Double] = [:]
    /// Resident memory in bytes.
    public var memory = 0
    /// A sample of the rollout while it is denoised, or the last one.
    public var rollout: PictureInProgress?
    /// The requested sample while it is denoised.
    public var sample: PictureInProgress?
    /// Denoising steps of the sheet's picture that is being made.
    public var sheetSteps = 0
    /// Denoising steps of the sample that is being made again.
    public var regeneratedSteps = 0

    public init() {}
}

/// What an engine is doing within its phase.
public enum Activity: String, Sendable, Codable, CaseIterable {
    case idle
    case loadingModel = "loading model"
    case makingAnchorBank = "making anchor bank"
    case fittingPreview = "fitting preview"
    case sampling
    case decoding
    case scoring
    case updating
    case saving
    case evaluating
}

/// A picture that is being denoised, as the linear preview or the decoder sees it.
public struct PictureInProgress: Sendable, Codable, Equatable {
    /// Of the request, or the index in the rollout.
    public var id: Int
    public var prompt: String
    /// Denoising steps that are done, of `steps`.
    public var step: Int
    public var steps: Int
    /// The timestep that was last left.
    public var timestep: Int
    /// x̂0 of the policy.
    public var policy: GreyPicture
    /// x̂0 of the anchor, where it is known.
    public var anchor: GreyPicture?

    public init(
        id: Int, prompt: String, step: Int, steps: Int, timestep: Int, policy: GreyPicture,
        anchor: GreyPicture?
    ) {
        self.id = id
        self.prompt = prompt
        self.step = step
        self.steps = steps
        self.timestep = timestep
        self.policy = policy
        self.anchor = anchor
    }
}
