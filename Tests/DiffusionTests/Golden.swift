import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport

/// What `Golden/make_golden.py` wrote.
enum Golden {
    static func path(_ name: String) throws -> String {
        guard let folder = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return folder.appendingPathComponent("Golden").appendingPathComponent(name).path
    }

    static func json<Value: Decodable>(_ name: String) throws -> Value {
        try JSONDecoder().decode(
            Value.self, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// A network's weights, named by their folder.
    static func store(_ folder: String) throws -> ParameterStore {
        let name = folder.hasPrefix("text") ? "model" : "diffusion_pytorch_model"
        return try ParameterStore(
            .source(CheckpointFile(path: path("\(folder)/\(name).safetensors"))))
    }

    /// The inputs and outputs of a comparison.
    struct Numbers {
        let file: SafetensorsFile

        init(_ name: String) throws {
            file = try SafetensorsFile(path: Golden.path("\(name).safetensors"))
        }

        subscript(_ name: String) -> Tensor {
            get throws { try .mapped(name, in: file) }
        }
    }
}

extension Tensor {
    /// The largest difference from the numbers that are expected; infinite for another shape.
    func error(from expected: Tensor) throws -> Float {
        guard shape == expected.shape else { return .infinity }
        return try largestError(floats(), expected.floats())
    }
}
