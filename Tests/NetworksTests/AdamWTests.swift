import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("AdamW and gradient clipping against torch")
struct AdamWTests {
    private static let names = ["first", "second"]
    private static let settings = AdamW.Settings(
        learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1)

    private let golden: SafetensorsFile

    init() throws {
        golden = try SafetensorsFile(
            path: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Golden/adamw.safetensors").path)
    }

    private func tensor(_ name: String) throws -> Tensor { try .mapped(name, in: golden) }

    /// The parameters as they were after a step.
    private func parameters(after step: Int = 0) throws -> [Parameter] {
        try AdamWTests.names.map { name in
            let parameter = Parameter(path: name, value: try tensor("\(name).\(step)").copied())
            try parameter.setTrainable(true)
            return parameter
        }
    }

    private func setGradients(_ parameters: [Parameter], step: Int) throws {
        for parameter in parameters {
            try parameter.value.setGradient(
                tensor("\(parameter.path).gradient.\(step)").copied())
        }
    }

    private func expectState(_ optimizer: AdamW, after step: Int) throws {
        for parameter in optimizer.parameters {
            let expected = try tensor("\(parameter.path).\(step)").floats()
            #expect(try largestError(parameter.value.floats(), expected) < 1e-5)
        }
        for (key, value) in optimizer.state() {
            let expected = try tensor("\(key).\(step)").floats()
            #expect(try largestError(value.floats(), expected) < 1e-5, "\(key), \(step)")
        }
    }

    @Test("Four clipped updates give torch's norms, parameters and moments")
    func updates() throws {
        let parameters = try parameters()
        let optimizer = try AdamW(parameters, AdamWTests.settings)
        let norms = try tensor("norms").doubles()
        for step in 1...4 {
            try setGradients(parameters, step: step)
            let norm = try clipGradientNorm(parameters, limit: 1.5)
            #expect(abs(norm - norms[step - 1]) < 1e-5)
            try optimizer.update()
            try expectState(optimizer, after: step)
        }
        #expect(optimizer.step == 4)
        #expect(parameters.allSatisfy { $0.isTrainable })
    }

    @Test("An optimiser that is restored from a file goes on as if it had not stopped")
    func restoring() throws {
        let parameters = try parameters(after: 2)
        let optimizer = try AdamW(parameters, AdamWTests.settings)
        try withTemporaryFolder { folder in
            let path = "\(folder)/optimizer.safetensors"
            let moments = try optimizer.state().map {
                (key: $0.key, tensor: try tensor("\($0.key).2"))
            }
            try SafetensorsWriter.write(moments, to: path)
            try optimizer.restore(CheckpointFile(path: path), step: 2)
        }
        try setGradients(parameters, step: 3)
        _ = try clipGradientNorm(parameters, limit: 1.5)
        try optimizer.update()
        try expectState(optimizer, after: 3)
    }

    @Test("A file without a parameter's moments is refused, and the key is named")
    func missingState() throws {
        let optimizer = try AdamW(parameters(), AdamWTests.settings)
        let error = #expect(throws: NetworkError.self) {
            try optimizer.restore(CheckpointFile(golden), step: 1)
        }
        #expect(error?.description.contains("'first.exp_avg'") == true)
    }

    @Test("A parameter without a gradient is left as it is")
    func withoutGradient() throws {
        let parameters = try parameters()
        let optimizer = try AdamW(parameters, AdamWTests.settings)
        try parameters[0].value.setGradient(Tensor.ones([3, 4]))
        try optimizer.update()
        #expect(try parameters[0].value.floats() != tensor("first.0").floats())
        #expect(try parameters[1].value.floats() == tensor("second.0").floats())
    }

    @Test("Gradients within the limit are not changed, and those that are not finite are reported")
    func clipping() throws {
        let parameters = try parameters()
        #expect(try clipGradientNorm(parameters, limit: 1) == 0)
        try parameters[0].value.setGradient(Tensor.full([3, 4], 0.1))
        let norm = try clipGradientNorm(parameters, limit: 1)
        #expect(abs(norm - 0.1 * 12.0.squareRoot()) < 1e-6)
        #expect(try parameters[0].gradient?.floats() == [Float](repeating: 0.1, count: 12))
        try parameters[1].value.setGradient(Tensor.full([5], .infinity))
        #expect(try clipGradientNorm(parameters, limit: 1).isFinite == false)
        #expect(try parameters[0].gradient?.floats() == [Float](repeating: 0.1, count: 12))
    }
}
