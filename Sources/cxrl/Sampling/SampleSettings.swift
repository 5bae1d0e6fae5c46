import Configuration
import Diffusion

/// How a picture's denoising is walked.
struct SampleSettings {
    let sampler: SamplerKind
    let steps: Int
    let eta: Double
    let guidance: Double

    static let options = [
        OptionDeclaration(
            "--sampler", "NAME",
            "\(SamplerKind.allCases.map(\.rawValue).joined(separator: ", ")) (default: the run's)"),
        OptionDeclaration("--steps", "N", "denoising steps (default: the configuration's)"),
        OptionDeclaration("--eta", "E", "of ddim: 0 is deterministic, 1 as random as DDPM"),
        OptionDeclaration("--guidance", "W", "classifier-free guidance; 1 is unguided"),
    ]

    /// - Parameter base: what holds where the command line says nothing.
    init(_ arguments: Arguments, _ base: Configuration.Rollout) throws {
        let usual: SamplerKind =
            switch base.sampler {
            case .ddim: .ddim
            case .ddpm: .ddpm
            case .eulerAncestral: .eulerAncestral
            }
        sampler = try arguments.choice("--sampler", SamplerKind.self) ?? usual
        steps = try arguments.integer("--steps", in: 1...1000) ?? base.steps
        let given = try arguments.number("--eta", in: 0...1)
        if let fixed = sampler.fixedEta {
            guard given == nil || given == fixed else {
                throw UsageError("The sampler \(sampler.rawValue) has no eta: leave --eta out.")
            }
            eta = fixed
        } else {
            eta = given ?? base.eta
        }
        guidance =
            try arguments.number("--guidance", in: 0...Double.infinity) ?? base.guidance
    }

    func makeSampler(_ schedule: NoiseSchedule) throws -> Sampler {
        try Sampler(schedule, kind: sampler, steps: steps, eta: eta)
    }

    var json: [(String, JSON)] {
        [
            ("sampler", .string(sampler.rawValue)), ("steps", .integer(steps)),
            ("eta", .number(eta)), ("guidance", .number(guidance)),
        ]
    }
}
