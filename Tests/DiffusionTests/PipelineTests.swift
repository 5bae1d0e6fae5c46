import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing
import Text

@Suite("Whole walks against diffusers' StableDiffusionPipeline")
struct PipelineTests {
    private static let prompt = "PA chest radiograph. The heart is enlarged; no pleural effusion."

    @Test(
        "Ten guided steps from the same latents end where the pipeline's end",
        arguments: [SamplerKind.ddim, .euler, .dpmSolver])
    func walk(_ kind: SamplerKind) throws {
        let golden = try Golden.Numbers("pipeline/golden")
        let model = try GoldenFolder.use { try ModelFolder($0).load() }
        let guidance = try Guidance(
            scale: 3, context: model.encode([Self.prompt]),
            unconditionalContext: model.encode([""]))
        let denoising = try Denoising(
            Sampler(model.schedule, kind: kind, steps: 10, eta: 0), latents: golden["noise"],
            generators: []
        ) { try guidance.predict(model.unet, $0, timesteps: $1) }
        while let step = try denoising.next() {
            let expected = try golden[kind.rawValue].at(step.index)
            #expect(try step.latents.error(from: expected) < 1e-4, "step \(step.index)")
        }
        #expect(denoising.completed == 10)
        if kind == .ddim {
            let picture = try model.decode(denoising.latents)
            let error = try picture.error(from: golden["picture"])
            #expect(error < 1e-4)
        }
    }

    @Test("The prompt has the ids that transformers gives it")
    func ids() throws {
        let golden = try Golden.Numbers("pipeline/golden")
        let model = try GoldenFolder.use { try ModelFolder($0).load() }
        let ids = try model.tokenizer.encodePadded(
            Self.prompt, contextLength: model.contextLength
        ).ids
        #expect(ids == (try golden["ids"].integers()))
        #expect(Set(ids).count > 10)
    }
}
