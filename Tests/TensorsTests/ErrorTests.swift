import Tensors
import Testing

@Suite("What tensors cannot do is thrown")
struct ErrorTests {
    private func expectThrown(_ body: () throws -> Any) {
        #expect(throws: TensorError.self) { _ = try body() }
    }

    @Test("Shapes that do not go together")
    func shapes() throws {
        let (small, large) = (try Tensor.ones([2, 3]), try Tensor.ones([4, 5]))
        expectThrown { try small + large }
        expectThrown { try small.matmul(large) }
        expectThrown { try small.reshaped(7) }
        expectThrown { try small.expanded(2, 4) }
        expectThrown { try Tensor.concatenated([small, large], 0) }
        expectThrown { try Tensor.concatenated([], 0) }
        expectThrown { try Tensor.stacked([small, large]) }
        expectThrown { try small.assign(large) }
        expectThrown { try Tensor.of([1, 2, 3] as [Float], shape: [2, 2]) }
        expectThrown { try Tensor.of([1, 2, 3] as [Int], shape: [-3]) }
        expectThrown { try Tensor.ones([1, 3, 8, 8]).convolution(.ones([2, 4, 3, 3]), nil) }
        expectThrown { try Tensor.ones([1, 6, 8, 8]).groupNorm(4, nil, nil, epsilon: 1e-5) }
    }

    @Test("Dimensions and indices that are not there")
    func indices() throws {
        let tensor = try Tensor.ones([2, 3])
        expectThrown { try tensor.select(2, 0) }
        expectThrown { try tensor.at(2) }
        expectThrown { try tensor.sliced(1, 2..<5) }
        expectThrown { try tensor.transposed(0, 4) }
        expectThrown { try tensor.sum(5) }
        expectThrown { try tensor.unsqueezed(4) }
        expectThrown { try tensor.chunked(2, 1) }
        expectThrown { try tensor.chunked(0, 1) }
        expectThrown { try tensor.embedding(Tensor.of([0, 2])) }
        expectThrown { try tensor.selecting(0, [5]) }
    }

    @Test("Results that do not exist")
    func results() throws {
        let tensor = try Tensor.ones([2, 3])
        expectThrown { try tensor.item() }
        expectThrown { try tensor.backward() }
        expectThrown { try tensor.to(.int64).setRequiresGradient(true) }
        expectThrown { try RandomGenerator(seed: 1).restore([1, 2, 3]) }
        expectThrown { try RandomGenerator(seed: 1).integers(3..<3, [2]) }
        expectThrown { try Tensor.ones([-2]) }
    }

    @Test("The reason is libtorch's first sentence, without a backtrace")
    func description() throws {
        let error = #expect(throws: TensorError.self) {
            try Tensor.ones([2, 3]) + Tensor.ones([4])
        }
        #expect(error?.kind == .operation)
        #expect(error?.description.contains("must match the size") == true)
        #expect(error?.description.contains("frame #") == false)
    }
}
