internal import Foundation

/// `scheduler/scheduler_config.json` of a `diffusers` folder: the noise schedule, and how a
/// sampler walks it.
///
/// Any class of `diffusers` with a discrete variance-preserving schedule may have written it; which
/// sampler walks the schedule is not the file's to say.
public struct SchedulerConfiguration: Codable, Sendable, Equatable {
    public enum BetaSchedule: String, Codable, Sendable {
        case linear
        case scaledLinear = "scaled_linear"
        case squaredCosine = "squaredcos_cap_v2"
    }

    /// What the UNet predicts.
    public enum Prediction: String, Codable, Sendable {
        case noise = "epsilon"
        /// v = √ᾱ ε − √(1−ᾱ) x0 (Salimans & Ho, ICLR 2022).
        case velocity = "v_prediction"
    }

    public enum Spacing: String, Codable, Sendable {
        case leading, trailing, linspace
    }

    public var trainTimesteps: Int
    public var betaStart: Double
    public var betaEnd: Double
    public var betaSchedule: BetaSchedule
    public var prediction: Prediction
    public var stepsOffset: Int
    /// Nil where the file leaves it to the sampler, as each has its own usual one.
    public var spacing: Spacing?
    /// Whether the step after the last has ᾱ = 1 instead of the schedule's first.
    public var setsLastAlphaToOne: Bool
    public var rescalesToZeroTerminalSNR: Bool

    public init(
        trainTimesteps: Int = 1000, betaStart: Double = 0.00085, betaEnd: Double = 0.012,
        betaSchedule: BetaSchedule = .scaledLinear, prediction: Prediction = .noise,
        stepsOffset: Int = 1, spacing: Spacing? = .leading, setsLastAlphaToOne: Bool = false,
        rescalesToZeroTerminalSNR: Bool = false
    ) {
        self.trainTimesteps = trainTimesteps
        self.betaStart = betaStart
        self.betaEnd = betaEnd
        self.betaSchedule = betaSchedule
        self.prediction = prediction
        self.stepsOffset = stepsOffset
        self.spacing = spacing
        self.setsLastAlphaToOne = setsLastAlphaToOne
        self.rescalesToZeroTerminalSNR = rescalesToZeroTerminalSNR
    }

    enum CodingKeys: String, CodingKey {
        case className = "_class_name"
        case trainTimesteps = "num_train_timesteps"
        case betaStart = "beta_start"
        case betaEnd = "beta_end"
        case betaSchedule = "beta_schedule"
        case prediction = "prediction_type"
        case stepsOffset = "steps_offset"
        case spacing = "timestep_spacing"
        case setsLastAlphaToOne = "set_alpha_to_one"
        case rescalesToZeroTerminalSNR = "rescale_betas_zero_snr"
        case clipsSample = "clip_sample"
    }

    private static let fixed: [String: [JSONValue]] = [
        "_class_name": [
            "DDIMScheduler", "DDPMScheduler", "PNDMScheduler", "EulerDiscreteScheduler",
            "EulerAncestralDiscreteScheduler", "DPMSolverMultistepScheduler",
            "DPMSolverSinglestepScheduler", "LMSDiscreteScheduler", "HeunDiscreteScheduler",
            "KDPM2DiscreteScheduler", "KDPM2AncestralDiscreteScheduler",
            "DEISMultistepScheduler", "UniPCMultistepScheduler",
        ],
        "clip_sample": [false], "thresholding": [false], "trained_betas": [],
        "use_flow_sigmas": [false],
    ]

    /// A file without `steps_offset` has 1, which `diffusers`' pipeline sets for every Stable
    /// Diffusion; one without `set_alpha_to_one` has what DDIMScheduler makes of that.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, _ standard: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? standard
        }
        trainTimesteps = try value(.trainTimesteps, 1000)
        guard trainTimesteps > 0 else {
            throw ModelError("num_train_timesteps is \(trainTimesteps); it must be at least 1.")
        }
        betaStart = try value(.betaStart, 0.0001)
        betaEnd = try value(.betaEnd, 0.02)
        betaSchedule = try value(.betaSchedule, .linear)
        prediction = try value(.prediction, .noise)
        stepsOffset = try value(.stepsOffset, 1)
        spacing = try values.decodeIfPresent(Spacing.self, forKey: .spacing)
        setsLastAlphaToOne = try value(.setsLastAlphaToOne, true)
        rescalesToZeroTerminalSNR = try value(.rescalesToZeroTerminalSNR, false)
        try FixedSettings(decoder).check("The scheduler", Self.fixed)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode("DDIMScheduler", forKey: .className)
        try values.encode(trainTimesteps, forKey: .trainTimesteps)
        try values.encode(betaStart, forKey: .betaStart)
        try values.encode(betaEnd, forKey: .betaEnd)
        try values.encode(betaSchedule, forKey: .betaSchedule)
        try values.encode(prediction, forKey: .prediction)
        try values.encode(stepsOffset, forKey: .stepsOffset)
        try values.encodeIfPresent(spacing, forKey: .spacing)
        try values.encode(setsLastAlphaToOne, forKey: .setsLastAlphaToOne)
        try values.encode(rescalesToZeroTerminalSNR, forKey: .rescalesToZeroTerminalSNR)
        try values.encode(false, forKey: .clipsSample)
    }
}
