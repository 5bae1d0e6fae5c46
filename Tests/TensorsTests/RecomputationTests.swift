import Tensors
import Testing

@Suite("Activations that are computed again")
struct RecomputationTests {
    private static func leaf(_ shape: [Int], seed: UInt64) throws -> Tensor {
        let tensor = try RandomGenerator(seed: seed).normal(shape)
        try tensor.setRequiresGradient(true)
        return tensor
    }

    @Test("Result and gradients of inputs and captured weights are those of the plain graph")
    func gradients() throws {
        func gradients(isRecomputed: Bool) throws -> [[Float]] {
            let x = try Self.leaf([3, 4], seed: 1)
            let y = try Self.leaf([3, 4], seed: 2)
            let weight = try Self.leaf([4, 4], seed: 3)
            let body: ([Tensor]) throws -> Tensor = { inputs in
                try inputs[0].matmul(weight).silu() * inputs[1].sine()
            }
            var hidden = try x * 2
            for _ in 0..<3 {
                hidden = isRecomputed ? try .recomputed([hidden, y], body) : try body([hidden, y])
            }
            try hidden.squared().sum().backward()
            return try [hidden].map { try $0.floats() }
                + [x, y, weight].map { try $0.gradient?.floats() ?? [] }
        }
        #expect(try gradients(isRecomputed: true) == gradients(isRecomputed: false))
    }

    @Test("A part runs once forwards and once backwards, and once in all without gradients")
    func runs() throws {
        let x = try Self.leaf([2], seed: 1)
        var runs = 0
        let body: ([Tensor]) throws -> Tensor = { inputs in
            runs += 1
            return try inputs[0].exp()
        }
        try Tensor.recomputed([x], body).sum().backward()
        #expect(runs == 2)
        _ = try withoutGradient { try Tensor.recomputed([x], body) }
        #expect(runs == 3)
    }

    @Test("Weights learn where no input does")
    func frozenInputs() throws {
        let weight = try Self.leaf([2, 2], seed: 1)
        let output = try Tensor.recomputed([.ones([1, 2])]) { try $0[0].matmul(weight) }
        try output.sum().backward()
        #expect(try weight.gradient?.floats() == [1, 1, 1, 1])
    }

    @Test("The second run has the precision of the first")
    func precision() throws {
        let weight = try Self.leaf([2, 2], seed: 1)
        var types: [DType] = []
        let output = try withAutocast(.bfloat16, device: .cpu) {
            try Tensor.recomputed([.ones([1, 2])]) { inputs in
                let output = try inputs[0].linear(weight, nil)
                types.append(output.dtype)
                return output
            }
        }
        try output.to(.float32).sum().backward()
        #expect(types == [.bfloat16, .bfloat16])
        #expect(weight.gradient?.dtype == .float32)
    }

    @Test("An error of libtorch inside comes out with its reason")
    func failure() throws {
        let x = try Self.leaf([2, 3], seed: 1)
        #expect {
            try Tensor.recomputed([x]) { try $0[0].matmul(.ones([2, 2])) }
        } throws: { error in
            (error as? TensorError)?.description.contains("shapes") == true
        }
    }
}
