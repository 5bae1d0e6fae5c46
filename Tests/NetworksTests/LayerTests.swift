import Networks
import Tensors
import TestSupport
import Testing

@Suite("Layers")
struct LayerTests {
    private func store(seed: UInt64 = 1) throws -> ParameterStore {
        ParameterStore(.initialization(try RandomGenerator(seed: seed)))
    }

    @Test("A fresh adapter changes nothing")
    func neutralAdapter() throws {
        let store = try store()
        let linear = try Linear(store.root / "layer", 6, 4)
        let input = try RandomGenerator(seed: 2).normal([3, 6])
        let before = try linear(input).floats()
        linear.adapter = try LowRankAdapter(
            store.root / "layer", inputs: 6, outputs: 4, rank: 2, alpha: 4)
        #expect(try linear(input).floats() == before)
    }

    @Test("An adapter's weight change, added to the weight, has the adapter's effect")
    func weightChange() throws {
        let store = try store()
        let linear = try Linear(store.root / "layer", 6, 4)
        let adapter = try LowRankAdapter(
            store.root / "layer", inputs: 6, outputs: 4, rank: 2, alpha: 4)
        let generator = try RandomGenerator(seed: 2)
        try adapter.up.value.assign(generator.normal([4, 2]))
        let input = try generator.normal([3, 6])
        let before = try linear(input).floats()
        linear.adapter = adapter
        let adapted = try linear(input).floats()
        linear.adapter = nil
        try linear.weight.value.add(inPlace: adapter.weightChange())
        #expect(try largestError(linear(input).floats(), adapted) < 1e-5)
        #expect(largestError(adapted, before) > 0.01)
        #expect(adapter.scale == 2)
    }

    @Test("Only the adapter learns where only it is trainable")
    func adapterGradients() throws {
        let (base, added) = (try store(), try store(seed: 2))
        let linear = try Linear(base.root / "layer", 6, 4)
        linear.adapter = try LowRankAdapter(
            added.root / "layer", inputs: 6, outputs: 4, rank: 2, alpha: 4)
        try added.setTrainable(true)
        try linear(Tensor.ones([1, 6])).sum().backward()
        #expect(linear.weight.gradient == nil)
        let up = try #require(linear.adapter?.up.gradient)
        #expect(try up.absolute().sum().item() > 0)
        #expect(
            added.parameters.map(\.path) == ["layer.lora_A.weight", "layer.lora_B.weight"])
    }

    @Test("Batch normalisation learns running statistics in training, and uses them afterwards")
    func batchNorm() throws {
        let store = try store()
        let norm = try BatchNorm(store.root / "norm", channels: 1)
        let state = Dictionary(uniqueKeysWithValues: store.stateDictionary())
        let input = try Tensor.of([1, 3, 5, 7] as [Float], shape: [2, 1, 1, 2])
        let trained = try norm(input, isTraining: true).floats()
        // mean 4, variance 5, without bias 20/3
        #expect(largestError(trained, [-3, -1, 1, 3].map { $0 / Float(5).squareRoot() }) < 1e-4)
        let (mean, variance) = (
            try #require(state["norm.running_mean"]), try #require(state["norm.running_var"])
        )
        #expect(try abs(mean.item() - 0.4) < 1e-6)
        #expect(try abs(variance.item() - (0.9 + 0.1 * 20 / 3)) < 1e-6)
        let used = try norm(input).floats()
        let expected = [1, 3, 5, 7].map { ($0 - 0.4) / Float(0.9 + 0.1 * 20 / 3).squareRoot() }
        #expect(largestError(used, expected) < 1e-4)
        #expect(try abs(mean.item() - 0.4) < 1e-6)
    }

    @Test("Running statistics are saved, but never trained")
    func buffers() throws {
        let store = try store()
        _ = try BatchNorm(store.root / "norm", channels: 2)
        try store.setTrainable(true)
        #expect(
            store.parameters.filter(\.isTrainable).map(\.path) == ["norm.weight", "norm.bias"])
        #expect(store.stateDictionary().count == 4)
        #expect(store.parameterCount == 4)
    }

    @Test("Channels that do not divide into the groups are refused with both numbers")
    func groupNorm() throws {
        let store = try store()
        let error = #expect(throws: NetworkError.self) {
            try GroupNorm(store.root / "norm", groups: 4, channels: 10, epsilon: 1e-5)
        }
        let sentence = try #require(error?.description)
        #expect(sentence.contains("10 channels") && sentence.contains("4 groups"))
        #expect(sentence.contains("norm_num_groups"))
    }

    @Test("Normalised groups have mean 0 and variance 1")
    func normalisation() throws {
        let norm = try GroupNorm(store().root / "norm", groups: 2, channels: 4, epsilon: 1e-6)
        let output = try norm(RandomGenerator(seed: 3).normal([2, 4, 8, 8]) * 3 + 5)
        let groups = try output.reshaped(4, -1)
        #expect(try largestError(groups.mean(1).floats(), [0, 0, 0, 0]) < 1e-5)
        #expect(try largestError(groups.variance(1).floats(), [1, 1, 1, 1]) < 1e-4)
    }

    @Test("Norms of reduced numbers are computed in fp32, and have the input's type")
    func reducedNorms() throws {
        let norm = try GroupNorm(store().root / "norm", groups: 2, channels: 4, epsilon: 1e-6)
        let layer = try LayerNorm(store().root / "norm", channels: 8)
        let input = try (RandomGenerator(seed: 3).normal([2, 4, 8, 8]) * 3 + 5).to(.bfloat16)
        for function in [norm.callAsFunction, { try layer($0) }] {
            let output = try function(input)
            #expect(output.dtype == .bfloat16)
            let exact = try function(input.to(.float32)).to(.bfloat16)
            #expect(try output.to(.float32).floats() == exact.to(.float32).floats())
        }
    }

    @Test("Where a layer runs in bf16 its adapter runs in fp32, and the result is the layer's type")
    func reducedLayer() throws {
        let store = try store()
        let linear = try Linear(store.root / "layer", 6, 4)
        let adapter = try LowRankAdapter(
            store.root / "layer", inputs: 6, outputs: 4, rank: 2, alpha: 4)
        linear.adapter = adapter
        let input = try RandomGenerator(seed: 2).normal([3, 6]).to(.bfloat16)
        try adapter.up.value.setRequiresGradient(true)
        try withAutocast(.bfloat16, device: .cpu) {
            #expect(try adapter(input).dtype == .float32)
            let output = try linear(input)
            #expect(output.dtype == .bfloat16)
            try output.to(.float32).sum().backward()
        }
        #expect(adapter.up.gradient?.dtype == .float32)
    }
}
