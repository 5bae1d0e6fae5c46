import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import Testing

@testable import RLCF

/// An update of a model of full size, where `CXRL_FULL_SIZE` names the folder that
/// `Tests/DiffusionTests/Golden/make_full_size.py` wrote.
///
/// With libtorch 1.13, fp32, rlcf.recompute: peak 8.04 GiB.
@Suite(
    "Memory of a full-size update", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["CXRL_FULL_SIZE"] != nil))
struct FullSizeUpdateTests {
    /// Resident bytes at their peak.
    private static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        let words = line.split(whereSeparator: \.isWhitespace)
        return try #require(Int(words[1])) * 1024
    }

    @Test("a guided LoRA update of Stable Diffusion 1.5 takes at most 12 GiB with its model")
    func update() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["CXRL_FULL_SIZE"])
        let model = try ModelFolder(folder + "/sd-1.5").load()
        model.unet.recomputesActivations = true
        let policy = try PolicyTests.policy(model, .lora, tokens: 8)
        let conditions = try model.conditions(["PA chest X-ray."], guidance: 5)
        let latents = try RandomGenerator(seed: 1).normal([1] + model.latentShape)
        let sampler = try Sampler(model.schedule, steps: 50, eta: 1)
        try withGradient(enabled: true) {
            let step = try GaussianStep(
                latents: latents,
                prediction: policy.predict(
                    latents, timesteps: .of([sampler.steps[0].timestep]), conditions: conditions),
                coefficients: [sampler.steps[0]], kind: sampler.prediction)
            try step.logProbability(of: latents).sum().backward()
        }
        #expect(policy.weights.allSatisfy { $0.gradient != nil })
        let peak = try Self.peak()
        print("peak \(Double(peak) / Double(1 << 30)) GiB")
        #expect(peak < 12 << 30)
    }
}
