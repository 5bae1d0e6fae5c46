import Networks
import Tensors
import TestSupport
import Testing

@Suite("Moving average")
struct MovingAverageTests {
    private struct Fault: Error {}

    private func parameter(_ value: Double) throws -> Parameter {
        let parameter = Parameter(path: "weight", value: try .full([2], value))
        try parameter.setTrainable(true)
        return parameter
    }

    @Test("The average follows with the decay, faster at first")
    func following() throws {
        let parameter = try parameter(1)
        let average = try MovingAverage([parameter], decay: 0.25)
        var expected: Float = 1
        for (update, value) in [3.0, -2, 5, 5].enumerated() {
            try parameter.value.assign(Tensor.full([2], value))
            try average.update()
            let decay = min(0.25, Float(2 + update) / Float(11 + update))
            expected = decay * expected + (1 - decay) * Float(value)
            let (key, tensor) = try #require(average.state().first)
            #expect(key == "weight.average")
            #expect(try largestError(tensor.floats(), [expected, expected]) < 1e-6)
            #expect(!tensor.requiresGradient)
        }
    }

    @Test("Averages stand in for the parameters, which come back after an error too")
    func standingIn() throws {
        let parameter = try parameter(1)
        let average = try MovingAverage([parameter], decay: 0.5)
        try parameter.value.assign(Tensor.full([2], 9))
        #expect(try average.withAverages { try parameter.value.floats() } == [1, 1])
        #expect(try parameter.value.floats() == [9, 9])
        #expect(throws: Fault.self) { try average.withAverages { throw Fault() } }
        #expect(try parameter.value.floats() == [9, 9])
        #expect(parameter.isTrainable)
    }
}
