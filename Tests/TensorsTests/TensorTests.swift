import Tensors
import Testing

@Suite("Tensor")
struct TensorTests {
    @Test("A tensor holds the values that it was made of, in row-major order")
    func creation() throws {
        let tensor = try Tensor.of([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
        #expect(tensor.shape == [2, 3])
        #expect(tensor.rank == 2 && tensor.count == 6 && tensor.size(-1) == 3)
        #expect(tensor.dtype == .float32 && tensor.device == .cpu)
        #expect(try tensor.at(1).floats() == [4, 5, 6])
        #expect(try tensor.transposed().floats() == [1, 4, 2, 5, 3, 6])
        #expect(try Tensor.range(1, 4, dtype: .int64).integers() == [1, 2, 3])
        #expect(try Tensor.identity(2).floats() == [1, 0, 0, 1])
        #expect(try Tensor.full([2], 7, dtype: .int32).integers() == [7, 7])
    }

    @Test("A tensor without elements, and one without dimensions, are tensors")
    func degenerate() throws {
        #expect(try Tensor.of([] as [Float], shape: [0, 3]).shape == [0, 3])
        #expect(try Tensor.of([] as [Float]).floats() == [])
        let scalar = try Tensor.full([], 2.5)
        #expect(scalar.shape == [] && scalar.count == 1)
        #expect(try scalar.item() == 2.5)
    }

    @Test("Dimensions of size 1 are broadcast")
    func broadcasting() throws {
        let column = try Tensor.of([1, 2] as [Float], shape: [2, 1])
        let row = try Tensor.of([10, 20, 30] as [Float], shape: [1, 3])
        #expect(try (column + row).floats() == [11, 21, 31, 12, 22, 32])
        #expect(try (column * row).shape == [2, 3])
        #expect(try (1 - column).floats() == [0, -1])
        #expect(try (6 / column).floats() == [6, 3])
        #expect(
            try column.isGreater(than: 1).choose(row, row * -1).floats()
                == [-10, -20, -30, 10, 20, 30])
    }

    @Test("Slices share memory with what they were cut from, copies do not")
    func memory() throws {
        let whole = try Tensor.zeros([4])
        let copy = try whole.copied()
        try whole.sliced(0, 1..<3).assign(Tensor.ones([2]))
        #expect(try whole.floats() == [0, 1, 1, 0])
        #expect(try copy.floats() == [0, 0, 0, 0])
    }

    @Test("Reductions run over the dimensions that are named")
    func reductions() throws {
        let tensor = try Tensor.of([1, 2, 3, 4, 5, 9] as [Float], shape: [2, 3])
        #expect(try tensor.sum().item() == 24)
        #expect(try tensor.mean(1).floats() == [2, 6])
        #expect(try tensor.largest(0, keepingDims: true).shape == [1, 3])
        #expect(try tensor.smallest(1).floats() == [1, 4])
        #expect(try tensor.argmax(1).integers() == [2, 2])
        #expect(try abs(tensor.variance(1).at(0).item() - 2.0 / 3) < 1e-6)
        #expect(try tensor.variance(1, unbiased: true).at(0).item() == 1)
    }

    @Test("Conversion rounds to the type's precision")
    func conversion() throws {
        let third = try Tensor.of([1.0 / 3] as [Double])
        let half = try Float(third.to(.float16).to(.float64).item())
        #expect(half == Float(Float16(1.0 / 3)))
        #expect(try third.to(.bfloat16).item() == 0.333984375)
        #expect(try Tensor.of([-1.7, 2.9] as [Float]).to(.int64).integers() == [-1, 2])
    }
}
