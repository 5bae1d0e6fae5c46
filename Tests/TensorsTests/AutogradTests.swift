import Tensors
import Testing

@Suite("Autograd")
struct AutogradTests {
    private struct Fault: Error {}

    /// Σ silu(x W) · sin(x W) / (1 + x²).
    private func expression(_ x: Tensor, _ weight: Tensor) throws -> Tensor {
        let product = try x.matmul(weight)
        return try (product.silu() * product.sine() / (x.squared() + 1)).sum()
    }

    @Test("Gradients are the slopes that finite differences show")
    func finiteDifferences() throws {
        let generator = try RandomGenerator(seed: 4)
        let x = try generator.normal([3, 4], dtype: .float64)
        let weight = try generator.normal([4, 4], dtype: .float64)
        try x.setRequiresGradient(true)
        try expression(x, weight).backward()
        let gradient = try #require(x.gradient).doubles()
        let values = try x.detached().doubles()
        let distance = 1e-5
        for index in values.indices {
            func moved(_ amount: Double) throws -> Double {
                var values = values
                values[index] += amount
                return try expression(.of(values, shape: [3, 4]), weight).item()
            }
            let slope = try (moved(distance) - moved(-distance)) / (2 * distance)
            #expect(abs(slope - gradient[index]) < 1e-7)
        }
    }

    @Test("Gradients add up until they are cleared")
    func accumulation() throws {
        let x = try Tensor.of([3] as [Float])
        try x.setRequiresGradient(true)
        try x.squared().sum().backward()
        try x.squared().sum().backward()
        #expect(try x.gradient?.floats() == [12])
        x.clearGradient()
        #expect(try x.gradient.map { try $0.floats() } ?? [0] == [0])
    }

    @Test("Nothing is recorded without gradient, and recording resumes after an error")
    func withoutGradientRestores() throws {
        let x = try Tensor.ones([2])
        try x.setRequiresGradient(true)
        #expect(try withoutGradient { try x * 2 }.requiresGradient == false)
        #expect(throws: Fault.self) { try withoutGradient { throw Fault() } }
        #expect(try (x * 2).requiresGradient)
    }

    @Test("An inner setting of recording ends with its block")
    func nested() throws {
        let x = try Tensor.ones([2])
        try x.setRequiresGradient(true)
        try withoutGradient {
            let inner = try withGradient(enabled: true) { try x * 2 }
            let outer = try x * 2
            #expect(inner.requiresGradient)
            #expect(!outer.requiresGradient)
        }
    }

    @Test("A detached tensor is outside the graph")
    func detached() throws {
        let x = try Tensor.ones([2])
        try x.setRequiresGradient(true)
        #expect(try (x * 2).detached().requiresGradient == false)
    }
}
