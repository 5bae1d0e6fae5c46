internal import Networks
internal import Tensors

/// Tensors in memory as the source of another network's parameters.
struct TensorDictionary: TensorSource {
    let name: String
    private let tensors: [String: Tensor]

    init(name: String, _ tensors: [(key: String, tensor: Tensor)]) {
        self.name = name
        self.tensors = Dictionary(tensors.map { ($0.key, $0.tensor) }) { first, _ in first }
    }

    var keys: Set<String> { Set(tensors.keys) }

    func tensor(_ key: String) -> Tensor? { tensors[key] }
}
