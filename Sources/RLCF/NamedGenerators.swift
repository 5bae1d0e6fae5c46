internal import Networks
internal import Tensors

/// Every source of random numbers in training, by name, with states that can be saved.
///
/// Ranks of a distributed run draw different numbers: equal ones would make the same pictures
/// twice.
final class NamedGenerators {
    enum Name: String, CaseIterable {
        /// Which prompts an epoch takes.
        case prompts
        /// The samples' own seeds.
        case samples
        /// The seeds of anchor images that are made afresh.
        case anchor
        /// The order of samples and timesteps in updates.
        case shuffle
        /// Fresh adapters.
        case adapters
    }

    private let generators: [Name: RandomGenerator]

    init(seed: UInt64, rank: Int = 0) throws {
        let pairs = try Name.allCases.enumerated().map { index, name in
            let stream = UInt64(rank) << 32 | UInt64(index)
            return (name, try RandomGenerator(seed: Seeds.mixed(seed, stream)))
        }
        generators = Dictionary(uniqueKeysWithValues: pairs)
    }

    subscript(name: Name) -> RandomGenerator {
        guard let generator = generators[name] else {
            preconditionFailure("every name has a generator")
        }
        return generator
    }

    /// States as tensors of bytes, under `generator.NAME`.
    func state() throws -> [(key: String, tensor: Tensor)] {
        try Name.allCases.map { name in
            (Self.key(name), try .of(self[name].state()))
        }
    }

    func restore(_ source: any TensorSource) throws {
        for name in Name.allCases {
            guard let saved = try source.tensor(Self.key(name)) else {
                throw RLCFError(
                    "\(source.name) has no state of the generator '\(name.rawValue)': it was "
                        + "written by another version; begin a new run from its weights.")
            }
            try self[name].restore(saved.bytes())
        }
    }

    private static func key(_ name: Name) -> String { "generator.\(name.rawValue)" }
}
