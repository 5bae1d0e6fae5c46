public import Images

/// What has happened, in the past tense. Written to the run store before it is published.
public enum Event: Sendable, Codable, Equatable {
    case runOpened(RunDescription)
    case phaseChanged(Phase)
    case epochFinished(EpochReport)
    case samplesScored(epoch: Int, samples: [SampleRecord])
    case checkpointSaved(CheckpointRecord)
    case promptsChanged([PromptRecord])
    case rewardWeightChanged(reward: String, weight: Double)
    /// A requested sample is complete.
    case sampleFinished(SampleResult)
    case sampleFailed(id: Int, reason: String)
    case sheetPictureFinished(SheetPicture)
    case sheetFailed(id: Int, reason: String)
    case decoded(DecodeRequest, GreyPicture)
    case stepExamined(StepExamination)
    case examinationFailed(trajectory: String, reason: String)
    case attended(AttentionMaps)
    case attentionFailed(AttentionRequest, reason: String)
    case regenerated(RegeneratedTrajectory)
    case regenerationFailed(RegenerateRequest, reason: String)
    /// All alarms that hold now.
    case alarmsChanged([Alarm])
    /// The run is where it was after this epoch; what came later is undone.
    case rolledBack(epoch: Int)
    case judged(PairJudgement)
    /// A choice was taken back, by its id.
    case judgementWithdrawn(Int)
    case message(Message)
}

/// What the engine is at.
public enum Phase: String, Sendable, Codable, CaseIterable {
    case loading
    /// Waiting for `start`.
    case ready
    case training
    case paused
    case stopping
    /// Stopped before its last epoch; can be resumed.
    case stopped
    /// All epochs are done.
    case complete
    case failed
}

/// What a front end needs to know of a run before its first event.
public struct RunDescription: Sendable, Codable, Equatable {
    /// The run folder's name.
    public var name: String
    /// The run folder's absolute path.
    public var folder: String
    /// The model folder's absolute path.
    public var model: String
    public var seed: UInt64
    /// The epoch after which the run is complete.
    public var epochs: Int
    /// Epochs that were finished when the run was opened.
    public var finishedEpochs: Int
    public var rewards: [RewardDescription]
    public var prompts: [PromptRecord]
    public var samplesPerEpoch: Int
    public var denoisingSteps: Int
    /// Latent channels, height, width.
    public var latentShape: [Int]
    /// Tokens that the text encoder reads, its two markers included.
    public var contextLength: Int

    public init(
        name: String, folder: String, model: String, seed: UInt64, epochs: Int,
        finishedEpochs: Int, rewards: [RewardDescription], prompts: [PromptRecord],
        samplesPerEpoch: Int, denoisingSteps: Int, latentShape: [Int], contextLength: Int
    ) {
        self.name = name
        self.folder = folder
        self.model = model
        self.seed = seed
        self.epochs = epochs
        self.finishedEpochs = finishedEpochs
        self.rewards = rewards
        self.prompts = prompts
        self.samplesPerEpoch = samplesPerEpoch
        self.denoisingSteps = denoisingSteps
        self.latentShape = latentShape
        self.contextLength = contextLength
    }
}

/// A reward as the screen names it.
public struct RewardDescription: Sendable, Codable, Equatable {
    /// As in metric keys and settings: `posture`, `diagnosis`, `consistency`, or a user's own.
    public var name: String
    /// What screens call it.
    public var label: String
    /// Compared with the anchor's images rather than taken as it is.
    public var isComparative: Bool
    public var weight: Double
    /// What the reward is divided by: its standard deviation over the anchor's images of a prompt.
    public var scale: Double

    /// - Parameter label: the name, where there is none.
    public init(
        name: String, label: String? = nil, isComparative: Bool, weight: Double, scale: Double
    ) {
        self.name = name
        self.label = label ?? name
        self.isComparative = isComparative
        self.weight = weight
        self.scale = scale
    }

    /// Runs of earlier versions have no labels.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        label = try values.decodeIfPresent(String.self, forKey: .label) ?? name
        isComparative = try values.decode(Bool.self, forKey: .isComparative)
        weight = try values.decode(Double.self, forKey: .weight)
        scale = try values.decode(Double.self, forKey: .scale)
    }
}

/// A training prompt.
public struct PromptRecord: Sendable, Codable, Equatable, Identifiable {
    public var id: Int
    public var text: String
    /// Finding names with whether the text affirms (`true`) or denies (`false`) them.
    public var findings: [String: Bool]

    public init(id: Int, text: String, findings: [String: Bool]) {
        self.id = id
        self.text = text
        self.findings = findings
    }
}

/// The numbers of one epoch, by metric key (`reward/posture/mean`, `policy/ratio_max`, …).
public struct EpochReport: Sendable, Codable, Equatable {
    /// 1 is the first.
    public var epoch: Int
    /// May hold NaN and infinities: they are shown as what they are.
    public var metrics: [String: Double]
    /// Since the run's first start, pauses left out, in seconds.
    public var elapsed: Double

    public init(epoch: Int, metrics: [String: Double], elapsed: Double) {
        self.epoch = epoch
        self.metrics = metrics
        self.elapsed = elapsed
    }
}

/// One generated image of a rollout and how it was judged.
public struct SampleRecord: Sendable, Codable, Equatable, Identifiable {
    public var epoch: Int
    /// Position in the rollout, from 0.
    public var index: Int
    public var promptID: Int
    public var prompt: String
    public var seed: UInt64
    /// What each reward network says of the policy's image, unscaled, by reward name.
    public var scores: [String: Double]
    /// The same for the anchor: the mean over its images of this prompt.
    public var anchorScores: [String: Double]
    /// The share of the anchor's images of this prompt that the policy's image beats.
    public var winRates: [String: Double]
    /// Sum of the scaled, weighted rewards, as trained on.
    public var total: Double
    /// The total of an image that scores as the anchor's do on average, where it is known.
    public var anchorTotal: Double?
    public var advantage: Double
    /// PNG of the image, relative to the run folder, if it was kept.
    public var picture: String?
    /// Trajectory file, relative to the run folder, if it was kept.
    public var trajectory: String?
    /// The anchor's trajectory that is shown beside it, if it was kept.
    public var anchorTrajectory: String?
    /// PNG of an image that the anchor made of the prompt, relative to the run folder, if it was
    /// kept.
    public var anchorPicture: String?
    /// What each reward says of that image, and the weighted sum, as `JudgedPicture` has them.
    public var anchorPictureScores: [String: Double]

    public var id: Int { epoch << 20 | index }

    public init(
        epoch: Int, index: Int, promptID: Int, prompt: String, seed: UInt64,
        scores: [String: Double], anchorScores: [String: Double], winRates: [String: Double],
        total: Double, anchorTotal: Double? = nil, advantage: Double, picture: String?,
        trajectory: String?, anchorTrajectory: String?, anchorPicture: String? = nil,
        anchorPictureScores: [String: Double] = [:]
    ) {
        self.epoch = epoch
        self.index = index
        self.promptID = promptID
        self.prompt = prompt
        self.seed = seed
        self.scores = scores
        self.anchorScores = anchorScores
        self.winRates = winRates
        self.total = total
        self.anchorTotal = anchorTotal
        self.advantage = advantage
        self.picture = picture
        self.trajectory = trajectory
        self.anchorTrajectory = anchorTrajectory
        self.anchorPicture = anchorPicture
        self.anchorPictureScores = anchorPictureScores
    }
}

/// A checkpoint on disk.
public struct CheckpointRecord: Sendable, Codable, Equatable {
    /// Epochs that were finished when it was written.
    public var epoch: Int
    /// Relative to the run folder.
    public var path: String
    /// In bytes.
    public var size: Int

    public init(epoch: Int, path: String, size: Int) {
        self.epoch = epoch
        self.path = path
        self.size = size
    }
}

/// Policy and anchor for a prompt that was asked for, from the same initial noise.
public struct SampleResult: Sendable, Codable, Equatable {
    public var id: Int
    public var prompt: String
    public var seed: UInt64
    public var policy: GreyPicture
    public var anchor: GreyPicture
    public var policyScores: [String: Double]
    public var anchorScores: [String: Double]

    public init(
        id: Int, prompt: String, seed: UInt64, policy: GreyPicture, anchor: GreyPicture,
        policyScores: [String: Double], anchorScores: [String: Double]
    ) {
        self.id = id
        self.prompt = prompt
        self.seed = seed
        self.policy = policy
        self.anchor = anchor
        self.policyScores = policyScores
        self.anchorScores = anchorScores
    }
}

/// A line of the log.
public struct Message: Sendable, Codable, Equatable {
    public enum Level: String, Sendable, Codable, CaseIterable, Comparable {
        case debug, info, warning, alarm, error

        public static func < (left: Level, right: Level) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    public var level: Level
    public var text: String
    /// Seconds since 1970.
    public var time: Double

    public init(level: Level, text: String, time: Double) {
        self.level = level
        self.text = text
        self.time = time
    }
}
