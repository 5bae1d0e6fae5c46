import Diffusion
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("UNet against diffusers' UNet2DConditionModel")
struct UNetTests {
    static let folders = ["unet-convolutions", "unet-matrices"]

    static func unet(_ folder: String) throws -> UNet {
        try UNet(Golden.json("\(folder)/config.json"), Golden.store(folder))
    }

    @Test("The prediction is that of diffusers", arguments: folders)
    func prediction(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        let output = try UNetTests.unet(folder)(
            golden["latents"], timesteps: golden["timesteps"], context: golden["context"])
        #expect(try output.error(from: golden["output"]) < 1e-4)
    }

    @Test("Every tensor of the file is used, and written under the same key", arguments: folders)
    func keys(_ folder: String) throws {
        let store = try UNetTests.unet(folder).store
        let golden = try Golden.Numbers("\(folder)/diffusion_pytorch_model")
        #expect(store.unusedKeys.isEmpty)
        #expect(Set(store.stateDictionary().map(\.key)) == Set(golden.file.entries.keys))
    }

    @Test("An image's prediction does not depend on its neighbours in the batch")
    func batch() throws {
        let golden = try Golden.Numbers("unet-convolutions/golden")
        let second = try UNetTests.unet("unet-convolutions")(
            golden["latents"].sliced(0, 1..<2), timesteps: golden["timesteps"].sliced(0, 1..<2),
            context: golden["context"].sliced(0, 1..<2))
        #expect(try second.error(from: golden["output"].sliced(0, 1..<2)) < 1e-4)
    }

    @Test("The attention projections are the layers whose weights have those keys")
    func attentionProjections() throws {
        let unet = try UNetTests.unet("unet-convolutions")
        let weights = Dictionary(uniqueKeysWithValues: unet.store.stateDictionary())
        // two levels with 1 layer down and 2 up, and the middle; two attentions of four layers
        #expect(unet.attentionProjections.count == (2 * 3 + 1) * 2 * 4)
        for (path, layer) in unet.attentionProjections {
            #expect(weights["\(path).weight"] === layer.weight.value)
        }
    }

    @Test("Five guided DDIM steps end where diffusers' end")
    func guidedLoop() throws {
        let golden = try Golden.Numbers("guided-loop")
        let unet = try UNetTests.unet("unet-convolutions")
        let guidance = try Guidance(
            scale: 3, context: golden["context"], unconditionalContext: golden["unconditional"])
        let denoising = try Denoising(
            Sampler(NoiseSchedule(SchedulerConfiguration()), steps: 5, eta: 0),
            latents: golden["latents"].at(0), generators: []
        ) { try guidance.predict(unet, $0, timesteps: $1) }
        while let step = try denoising.next() {
            let expected = try golden["latents"].at(step.index + 1)
            #expect(try step.latents.error(from: expected) < 1e-4, "step \(step.index)")
        }
        #expect(denoising.completed == 5)
    }

    @Test("A guidance scale other than 1 without the empty prompt's context is refused")
    func guidanceNeedsContext() throws {
        let context = try Tensor.zeros([1, 5, 16])
        #expect(throws: ModelError.self) {
            try Guidance(scale: 3, context: context, unconditionalContext: nil)
        }
    }

    @Test("In bf16 the prediction is near, is fp32, and differs with the weights' type alone")
    func reducedPrecision() throws {
        let golden = try Golden.Numbers("unet-matrices/golden")
        let unet = try UNetTests.unet("unet-matrices")
        func predict() throws -> Tensor {
            try unet(
                golden["latents"], timesteps: golden["timesteps"], context: golden["context"])
        }
        let exact = try predict()
        unet.computeType = .bfloat16
        let reduced = try predict()
        #expect(reduced.dtype == .float32)
        let error = try ((reduced - exact).norm() / exact.norm()).item()
        #expect(error > 1e-5 && error < 0.03)
        unet.computeType = .float32
        #expect(try predict().floats() == exact.floats())
    }

    @Test("Activations that are computed again give the same gradients", arguments: folders)
    func recomputation(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        func gradients(isRecomputed: Bool, _ type: DType) throws -> [[Float]] {
            let unet = try UNetTests.unet(folder)
            unet.recomputesActivations = isRecomputed
            unet.computeType = type
            try unet.store.setTrainable(true)
            let context = try golden["context"].copied()
            try context.setRequiresGradient(true)
            try unet(golden["latents"], timesteps: golden["timesteps"], context: context)
                .squared().sum().backward()
            return try ([context] + unet.store.parameters.map(\.value)).map {
                try #require($0.gradient).floats()
            }
        }
        let exact = try gradients(isRecomputed: false, .float32)
        let again = try gradients(isRecomputed: true, .float32)
        for (first, second) in zip(exact, again) { #expect(largestError(second, first) < 1e-5) }

        // sums in bf16 are rounded in another order: the whole direction is what must agree
        let plain = try gradients(isRecomputed: false, .bfloat16).flatMap(\.self)
        let reduced = try gradients(isRecomputed: true, .bfloat16).flatMap(\.self)
        func squares(_ values: [Float]) -> Float { values.reduce(0) { $0 + $1 * $1 } }
        let differences = zip(plain, reduced).map { $0 - $1 }
        #expect((squares(differences) / squares(plain)).squareRoot() < 0.02)
    }
}
