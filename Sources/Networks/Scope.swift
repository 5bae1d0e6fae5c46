/// A place in the tree of checkpoint keys: `scope / "down_blocks" / 0 / "resnets"`.
public struct Scope {
    let store: ParameterStore
    public let path: String
    /// Other spellings of the same place.
    private let aliases: [String]

    init(store: ParameterStore, path: String, aliases: [String] = []) {
        self.store = store
        self.path = path
        self.aliases = aliases
    }

    public static func / (scope: Scope, name: String) -> Scope {
        Scope(
            store: scope.store, path: join(scope.path, name),
            aliases: scope.aliases.map { join($0, name) })
    }

    public static func / (scope: Scope, index: Int) -> Scope { scope / String(index) }

    /// The place `name`, which other checkpoints call by one of the `spellings`.
    public func child(_ name: String, alsoKnownAs spellings: [String]) -> Scope {
        let others = spellings.flatMap { spelling in
            ([path] + aliases).map { Self.join($0, spelling) }
        }
        let scope = self / name
        return Scope(store: store, path: scope.path, aliases: scope.aliases + others)
    }

    /// A learnt tensor.
    public func parameter(
        _ name: String, _ shape: [Int], _ initial: Initialization
    ) throws -> Parameter {
        try add(name, shape, initial, isBuffer: false)
    }

    /// A tensor that is saved but not learnt.
    public func buffer(
        _ name: String, _ shape: [Int], _ initial: Initialization
    ) throws -> Parameter {
        try add(name, shape, initial, isBuffer: true)
    }

    private func add(
        _ name: String, _ shape: [Int], _ initial: Initialization, isBuffer: Bool
    ) throws -> Parameter {
        try store.add(
            Self.join(path, name), spellings: aliases.map { Self.join($0, name) },
            shape: shape, initial: initial, isBuffer: isBuffer)
    }

    private static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
