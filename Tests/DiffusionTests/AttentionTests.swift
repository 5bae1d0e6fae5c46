import Foundation
import Networks
import Tensors
import Testing

@testable import Diffusion

@Suite("Cross-attention that is looked at")
struct AttentionTests {
    /// softmax(Q Kᵀ / √d) in plain numbers, the mean over the heads: [positions][tokens].
    private static func byHand(
        _ queries: [[Double]], _ keys: [[Double]], heads: Int
    ) -> [[Double]] {
        let size = queries[0].count / heads
        return queries.map { query in
            var mean = [Double](repeating: 0, count: keys.count)
            for head in 0..<heads {
                let channels = head * size..<(head + 1) * size
                let scores = keys.map { key in
                    channels.map { query[$0] * key[$0] }.reduce(0, +) / Double(size).squareRoot()
                }
                let exponents = scores.map(exp)
                let sum = exponents.reduce(0, +)
                for token in keys.indices { mean[token] += exponents[token] / sum / Double(heads) }
            }
            return mean
        }
    }

    private static func rows(_ tensor: Tensor) throws -> [[Double]] {
        try (0..<tensor.size(0)).map { try tensor.at($0).contiguous().doubles() }
    }

    /// x Wᵀ in plain numbers.
    private static func projected(_ rows: [[Double]], _ layer: Linear) throws -> [[Double]] {
        let weight = try Self.rows(layer.weight.value)
        return rows.map { row in
            weight.map { zip($0, row).map { $0 * $1 }.reduce(0, +) }
        }
    }

    private static func largest(_ left: [[Double]], _ right: [[Double]]) -> Double {
        zip(left.joined(), right.joined()).map { abs($0 - $1) }.max() ?? .nan
    }

    @Test("A layer's weights are softmax(QKᵀ/√d) of its projections, the mean over its heads")
    func layer() throws {
        let generator = try RandomGenerator(seed: 5)
        let store = ParameterStore(.initialization(generator))
        let attention = try CrossAttention(
            store.root, channels: 8, contextChannels: 6, heads: 2)
        let input = try generator.normal([2, 9, 8]) * 3
        let context = try generator.normal([2, 5, 6]) * 3
        var recorded: Tensor?
        let output = try attention(input, context: context) { recorded = $0 }
        let weights = try #require(recorded)
        #expect(weights.shape == [2, 9, 5])
        for sample in 0..<2 {
            let expected = try Self.byHand(
                Self.projected(Self.rows(input.at(sample)), attention.query),
                Self.projected(Self.rows(context.at(sample)), attention.key), heads: 2)
            #expect(Self.largest(try Self.rows(weights.at(sample)), expected) < 1e-5)
            #expect(expected.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 })
        }
        let plain = try attention(input, context: context)
        #expect(try output.floats() == plain.floats())
    }

    @Test("Layers count alike on the grid of the latents, and of a batch the last sample counts")
    func recorder() throws {
        let recorder = AttentionRecorder(height: 4, width: 4)
        // two tokens at 2 × 2 positions: the first sample is left out
        let coarse: [Float] = [
            9, 9, 9, 9, 9, 9, 9, 9, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75,
        ]
        try recorder.add(.of(coarse, shape: [2, 4, 2]), height: 2, width: 2)
        let fine = (0..<16).flatMap { [Float($0) / 16, 1 - Float($0) / 16] }
        try recorder.add(.of(fine, shape: [1, 16, 2]), height: 4, width: 4)
        let mean = try #require(try recorder.mean())
        #expect(mean.shape == [2, 4, 4])
        let first = try mean.at(0).doubles()
        for place in 0..<16 { #expect(abs(first[place] - (0.25 + Double(place) / 16) / 2) < 1e-6) }
        #expect(try AttentionRecorder(height: 2, width: 2).mean() == nil)
    }

    @Test("A UNet's attention sums to 1 over the tokens everywhere, and its prediction stays")
    func unet() throws {
        let golden = try Golden.Numbers("unet-convolutions/golden")
        let unet = try UNetTests.unet("unet-convolutions")
        let latents = try golden["latents"].sliced(0, 0..<1)
        let timesteps = try golden["timesteps"].sliced(0, 0..<1)
        let context = try golden["context"].sliced(0, 0..<1)
        var output: Tensor?
        let (height, width) = (latents.size(2), latents.size(3))
        let attention = try unet.recordingAttention(height: height, width: width) {
            output = try unet(latents, timesteps: timesteps, context: context)
        }
        #expect(attention.shape == [context.size(1), height, width])
        for sum in try attention.sum(0).doubles() { #expect(abs(sum - 1) < 1e-5) }
        let plain = try withoutGradient {
            try unet(latents, timesteps: timesteps, context: context).floats()
        }
        #expect(try output?.floats() == plain)
        #expect(throws: ModelError.self) {
            try unet.recordingAttention(height: height, width: width) {}
        }
    }
}
