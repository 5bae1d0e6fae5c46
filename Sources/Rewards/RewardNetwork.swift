public import Networks
public import Tensors

/// A network that lies in a folder of its own: `config.json` and `model.safetensors`.
public protocol RewardNetwork: AnyObject {
    associatedtype Configuration: Codable

    var configuration: Configuration { get }
    /// All of its parameters.
    var store: ParameterStore { get }

    init(_ configuration: Configuration, store: ParameterStore) throws
}

extension RewardNetwork {
    /// A new network with weights that are drawn.
    public init(
        _ configuration: Configuration, generator: RandomGenerator, device: Device = .cpu
    ) throws {
        let store = ParameterStore(.initialization(generator), device: device)
        try self.init(configuration, store: store)
    }

    /// Reads the folder, and freezes the network.
    ///
    /// - Throws: `RewardError` with the file's name, or what is wrong with the weights.
    public init(folder: String, device: Device = .cpu) throws {
        let configuration = try NetworkFolder.configuration(Configuration.self, in: folder)
        let source = try CheckpointFile(path: NetworkFolder.weightsPath(in: folder))
        let store = ParameterStore(.source(source), device: device)
        try self.init(configuration, store: store)
    }

    /// Writes the folder; each file is replaced as a whole.
    ///
    /// - Parameter dtype: of the weights on disk.
    public func save(folder: String, dtype: DType = .float32) throws {
        try NetworkFolder.write(configuration, store.stateDictionary(), dtype, to: folder)
    }
}
