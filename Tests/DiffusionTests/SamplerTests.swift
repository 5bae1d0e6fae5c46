import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Samplers against the schedulers of diffusers")
struct SamplerTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let kind: SamplerKind
        let eta: Double
        let steps: Int
        let configuration: SchedulerConfiguration
        /// Fractions where a sampler interpolates.
        let timesteps: [Double]

        var testDescription: String { name }
        var sampler: Sampler {
            get throws {
                try Sampler(NoiseSchedule(configuration), kind: kind, steps: steps, eta: eta)
            }
        }
    }

    static func cases() throws -> [Case] { try Golden.json("schedulers.json") }

    @Test("The timesteps, the latents and x̂0 of every step are those of diffusers")
    func steps() throws {
        let golden = try Golden.Numbers("schedulers")
        for row in try SamplerTests.cases() {
            let sampler = try row.sampler
            #expect(
                largestError(
                    sampler.steps.map { Float($0.networkTimestep) }, row.timesteps.map(Float.init))
                    < 1e-6, "\(row.name)")
            let initial = try golden["\(row.name).initial"] * sampler.initialScale
            #expect(
                try initial.error(from: golden["\(row.name).latents"].at(0)) < 1e-5,
                "\(row.name)")
            for (index, coefficients) in sampler.steps.enumerated() {
                func tensor(_ name: String, _ index: Int) throws -> Tensor {
                    try golden["\(row.name).\(name)"].at(index)
                }
                let step = try GaussianStep(
                    latents: tensor("latents", index), prediction: tensor("predictions", index),
                    coefficients: [coefficients], kind: sampler.prediction,
                    previousOriginal: index > 0 ? tensor("originals", index - 1) : nil)
                let next = try step.sample(noise: tensor("noise", index))
                let place = "\(row.name), step \(index)"
                #expect(
                    try step.predictedOriginal.error(from: tensor("originals", index)) < 1e-4,
                    "\(place)")
                #expect(try next.error(from: tensor("latents", index + 1)) < 1e-4, "\(place)")
            }
        }
    }

    @Test("Steps with a memory are given x̂0 of the step before")
    func memory() throws {
        let golden = try Golden.Numbers("schedulers")
        for row in try SamplerTests.cases() where row.kind == .dpmSolver {
            var index = 0
            let denoising = try Denoising(
                row.sampler, latents: golden["\(row.name).initial"], generators: []
            ) { _, _ in
                defer { index += 1 }
                return try golden["\(row.name).predictions"].at(index)
            }
            while let step = try denoising.next() {
                let expected = try golden["\(row.name).latents"].at(step.index + 1)
                #expect(try step.latents.error(from: expected) < 1e-4, "\(row.name)")
            }
            #expect(index == row.steps)
        }
    }

    @Test(
        "The random samplers give log-probabilities of what they drew",
        arguments: [
            SamplerKind.ddim, .ddpm, .eulerAncestral,
        ])
    func gaussian(_ kind: SamplerKind) throws {
        let sampler = try Sampler(
            NoiseSchedule(SchedulerConfiguration()), kind: kind, steps: 4, eta: 1)
        let generator = try RandomGenerator(seed: 1)
        let denoising = try Denoising(
            sampler, latents: generator.normal([1, 4, 8, 8]), generators: [generator]
        ) { latents, _ in try latents * 0.5 }
        while let step = try denoising.next() {
            guard step.coefficients.sigma > 0 else { continue }
            // of a normal distribution's own draws: −½ − log σ − ½ log 2π, give or take
            let expected = -0.5 - log(step.coefficients.sigma) - 0.5 * log(2 * Double.pi)
            let found = try step.logProbabilities.item()
            #expect(abs(found - expected) < 0.3, "step \(step.index)")
        }
        #expect(denoising.completed == 4)
    }

    @Test(
        "A sampler without a choice of eta refuses one",
        arguments: [
            (SamplerKind.ddpm, 0.5), (.eulerAncestral, 0), (.euler, 1), (.dpmSolver, 1),
        ])
    func eta(_ kind: SamplerKind, _ eta: Double) throws {
        #expect(throws: ModelError.self) {
            try Sampler(NoiseSchedule(SchedulerConfiguration()), kind: kind, steps: 4, eta: eta)
        }
    }

    @Test("DDIM's log-probabilities are those of the normal distribution that diffusers draws from")
    func logProbabilities() throws {
        let golden = try Golden.Numbers("schedulers")
        for row in try SamplerTests.cases() where row.kind == .ddim && row.eta > 0 {
            let latents = try golden["\(row.name).latents"]
            for (index, coefficients) in try row.sampler.steps.enumerated()
            where coefficients.sigma > 0 {
                let step = try GaussianStep(
                    latents: latents.at(index),
                    prediction: golden["\(row.name).predictions"].at(index),
                    coefficients: [coefficients], kind: row.configuration.prediction)
                let found = try step.logProbability(of: latents.at(index + 1))
                let expected = try golden["\(row.name).log_probabilities"].at(index)
                #expect(
                    try found.error(from: expected) < 1e-4, "\(row.name), step \(index)")
            }
        }
    }

    @Test("A deterministic step has no log-probability")
    func deterministic() throws {
        let latents = try Tensor.ones([2, 4, 3, 3])
        let sampler = try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: 3, eta: 0)
        let step = try GaussianStep(
            latents: latents, prediction: latents, coefficients: [sampler.steps[0]], kind: .noise)
        #expect(try step.logProbability(of: step.mean).floats().allSatisfy(\.isNaN))
    }

    @Test(
        "A step's sensitivity is how far its mean moves with the prediction, in deviations",
        arguments: [SamplerKind.ddim, .ddpm, .eulerAncestral],
        [SchedulerConfiguration.Prediction.noise, .velocity])
    func sensitivity(
        _ kind: SamplerKind, _ prediction: SchedulerConfiguration.Prediction
    ) throws {
        // a velocity says something of pure noise, where nothing of the picture is left
        let schedule = NoiseSchedule(
            SchedulerConfiguration(
                prediction: prediction, spacing: .trailing,
                rescalesToZeroTerminalSNR: prediction == .velocity))
        let sampler = try Sampler(schedule, kind: kind, steps: 6, eta: 1)
        let latents = try Tensor.zeros([1, 1, 1, 1])
        for coefficients in sampler.steps where coefficients.sigma > 0 {
            func mean(_ prediction: Double) throws -> Double {
                try GaussianStep(
                    latents: latents, prediction: .full([1, 1, 1, 1], prediction),
                    coefficients: [coefficients], kind: sampler.prediction
                ).mean.item()
            }
            let measured = try abs(mean(1) - mean(0)) / coefficients.sigma
            let found = coefficients.sensitivity(to: sampler.prediction)
            #expect(abs(found - measured) <= 1e-4 * max(1, measured))
        }
    }

    @Test("Samples of one batch may stand at different timesteps")
    func mixedTimesteps() throws {
        let generator = try RandomGenerator(seed: 3)
        let (latents, output) = (
            try generator.normal([2, 4, 3, 3]), try generator.normal([2, 4, 3, 3])
        )
        let steps = try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: 5, eta: 1).steps
        let both = try GaussianStep(
            latents: latents, prediction: output, coefficients: [steps[1], steps[3]],
            kind: .velocity)
        for (index, coefficients) in [steps[1], steps[3]].enumerated() {
            let alone = try GaussianStep(
                latents: latents.sliced(0, index..<index + 1),
                prediction: output.sliced(0, index..<index + 1), coefficients: [coefficients],
                kind: .velocity)
            #expect(try both.mean.sliced(0, index..<index + 1).error(from: alone.mean) < 1e-6)
        }
    }

    @Test("A random walk can be made again from its seeds, one sample alone as well")
    func reproducible() throws {
        let sampler = try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: 4, eta: 1)
        let initial = try RandomGenerator(seed: 1).normal([2, 4, 3, 3])
        func walk(_ latents: Tensor, seeds: [UInt64]) throws -> Tensor {
            let denoising = try Denoising(
                sampler, latents: latents,
                generators: seeds.map { try RandomGenerator(seed: $0) }
            ) { latents, _ in try latents * 0.5 }
            while let _ = try denoising.next() {}
            return denoising.latents
        }
        let both = try walk(initial, seeds: [5, 6])
        let second = try walk(initial.sliced(0, 1..<2), seeds: [6])
        #expect(try both.sliced(0, 1..<2).floats() == second.floats())
        #expect(try both.sliced(0, 0..<1).floats() != second.floats())
    }

    @Test("A random sampler needs a generator for each sample")
    func generators() throws {
        let sampler = try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: 4, eta: 1)
        let latents = try Tensor.zeros([2, 4, 3, 3])
        #expect(throws: ModelError.self) {
            try Denoising(
                sampler, latents: latents, generators: [RandomGenerator(seed: 1)]
            ) { latents, _ in latents }
        }
    }
}
