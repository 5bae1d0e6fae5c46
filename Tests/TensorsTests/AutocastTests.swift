import Tensors
import Testing

@Suite("Autocast")
struct AutocastTests {
    private struct Fault: Error {}

    /// The type of a product, where `dtype` is asked for.
    private static func product(_ dtype: DType?) throws -> DType {
        try withAutocast(dtype, device: .cpu) { try product() }
    }

    private static func product() throws -> DType {
        try Tensor.ones([2, 3]).linear(.ones([4, 3]), nil).dtype
    }

    @Test("Products are made in the lower precision inside its block, and only there")
    func block() throws {
        #expect(try Self.product(.bfloat16) == .bfloat16)
        #expect(try Self.product() == .float32)
        #expect(try Self.product(.float32) == .float32)
    }

    @Test("An inner block without it has full precision, and the outer one goes on afterwards")
    func nested() throws {
        let types = try withAutocast(.bfloat16, device: .cpu) {
            [try Self.product(nil), try Self.product()]
        }
        #expect(types == [.float32, .bfloat16])
    }

    @Test("It ends with its block after an error")
    func error() throws {
        #expect(throws: Fault.self) {
            try withAutocast(.bfloat16, device: .cpu) { throw Fault() }
        }
        #expect(try Self.product() == .float32)
    }

    @Test("A weight that has changed between two blocks counts as it is")
    func changedWeight() throws {
        let weight = try Tensor.ones([1, 1])
        try weight.setRequiresGradient(true)
        func output() throws -> Double {
            try withAutocast(.bfloat16, device: .cpu) {
                try Tensor.ones([1, 1]).linear(weight, nil).item()
            }
        }
        #expect(try output() == 1)
        try weight.assign(.full([1, 1], 3))
        #expect(try output() == 3)
    }
}
