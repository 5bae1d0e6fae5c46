public import Tensors

/// All parameters of a network in the order in which its layers asked for them, filled from a
/// checkpoint or from an initialisation.
public final class ParameterStore {
    /// Where the numbers come from.
    public enum Origin {
        case source(any TensorSource)
        /// Drawn as PyTorch's layers do.
        case initialization(RandomGenerator)
    }

    public let device: Device
    public let dtype: DType
    public private(set) var parameters: [Parameter] = []
    private let origin: Origin
    private var usedKeys: Set<String> = []

    public init(_ origin: Origin, device: Device = .cpu, dtype: DType = .float32) {
        self.origin = origin
        self.device = device
        self.dtype = dtype
    }

    public var root: Scope { Scope(store: self, path: "") }

    /// Keys of the source that no layer has asked for.
    public var unusedKeys: [String] {
        guard case .source(let source) = origin else { return [] }
        return source.keys.subtracting(usedKeys).sorted()
    }

    /// - Parameter isHarmless: whether a key that no layer has asked for may be left.
    /// - Throws: `NetworkError` that names the file and some of its other keys.
    public func refuseUnusedKeys(isHarmless: (String) -> Bool = { _ in false }) throws {
        guard case .source(let source) = origin else { return }
        let left = unusedKeys.filter { !isHarmless($0) }
        guard !left.isEmpty else { return }
        let examples = left.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        throw NetworkError(
            "\(source.name) has \(left.count) tensors for which the configuration beside it has no "
                + "place (\(examples)\(left.count > 3 ? ", …" : "")): the weights belong to another "
                + "architecture.")
    }

    /// The number of learnt values.
    public var parameterCount: Int {
        parameters.lazy.filter { !$0.isBuffer }.map(\.value.count).reduce(0, +)
    }

    public func setTrainable(_ isTrainable: Bool) throws {
        for parameter in parameters { try parameter.setTrainable(isTrainable) }
    }

    /// Every tensor under its checkpoint key.
    public func stateDictionary() -> [(key: String, tensor: Tensor)] {
        parameters.map { ($0.path, $0.value) }
    }

    /// Replaces the numbers of every parameter.
    public func load(_ source: any TensorSource) throws {
        for parameter in parameters {
            let tensor = try find([parameter.path], in: source).tensor
            try expect(parameter.value.shape, tensor.shape, parameter.path, source)
            try parameter.value.assign(tensor)
        }
    }

    /// The parameter `path`, also found under one of the `spellings` of older checkpoints.
    func add(
        _ path: String, spellings: [String], shape: [Int], initial: Initialization,
        isBuffer: Bool
    ) throws -> Parameter {
        let value: Tensor
        switch origin {
        case .source(let source):
            let found = try find([path] + spellings, in: source)
            let stored = try fitting(found.tensor, shape: shape, path, source)
            value = try placed(stored)
            if value.dtype != stored.dtype || device != .cpu { source.discard(found.key) }
        case .initialization(let generator):
            value = try placed(initial.make(shape, generator))
        }
        let parameter = Parameter(path: path, value: value, isBuffer: isBuffer)
        parameters.append(parameter)
        return parameter
    }

    /// On the store's device; a floating-point one as its number format.
    private func placed(_ tensor: Tensor) throws -> Tensor {
        let moved = try tensor.to(device)
        return moved.dtype.isFloatingPoint ? try moved.to(dtype) : moved
    }

    private func find(
        _ candidates: [String], in source: any TensorSource
    ) throws -> (key: String, tensor: Tensor) {
        for key in candidates {
            if let tensor = try source.tensor(key) {
                usedKeys.insert(key)
                return (key, tensor)
            }
        }
        throw NetworkError(
            "\(source.name) has no tensor '\(candidates[0])': the weights belong to another "
                + "architecture than the configuration beside them.")
    }

    /// The same numbers as a 1×1 convolution or as a matrix, whichever the layer is.
    private func fitting(
        _ tensor: Tensor, shape: [Int], _ key: String, _ source: any TensorSource
    ) throws -> Tensor {
        let found = tensor.shape
        if found == shape { return tensor }
        let isSameMatrix =
            found.filter { $0 != 1 } == shape.filter { $0 != 1 }
            && found.prefix(2) == shape.prefix(2)
        guard isSameMatrix else {
            try expect(shape, found, key, source)
            return tensor
        }
        return try tensor.reshaped(shape)
    }

    private func expect(
        _ shape: [Int], _ found: [Int], _ key: String, _ source: any TensorSource
    ) throws {
        guard shape == found else {
            throw NetworkError(
                "\(source.name) has '\(key)' with shape \(found) where the configuration asks "
                    + "for \(shape): they belong to different models.")
        }
    }
}
