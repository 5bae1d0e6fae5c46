public import Tensors

/// A checkpoint whose tensors are known by other keys than its file gives them.
public struct RenamedCheckpoint: TensorSource {
    /// Where a tensor lies.
    public struct Place: Sendable, Equatable {
        public let key: String
        /// A part along the first dimension, as share number `index` of `count` equal ones.
        public let share: Share?

        public struct Share: Sendable, Equatable {
            public let index: Int
            public let count: Int
        }

        public init(_ key: String, share index: Int? = nil, of count: Int = 1) {
            self.key = key
            share = index.map { Share(index: $0, count: count) }
        }
    }

    private let file: CheckpointFile
    private let places: [String: Place]

    public init(_ file: CheckpointFile, places: [String: Place]) {
        self.file = file
        self.places = places
    }

    public var name: String { file.name }

    public var keys: Set<String> { Set(places.keys) }

    public func tensor(_ key: String) throws -> Tensor? {
        guard let place = places[key], let tensor = try file.tensor(place.key) else { return nil }
        guard let share = place.share else { return tensor }
        return try tensor.chunked(share.count, 0)[share.index]
    }

    public func discard(_ key: String) {
        if let place = places[key] { file.discard(place.key) }
    }
}
