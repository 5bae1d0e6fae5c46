internal import Tensors

/// Seeds that follow from others.
enum Seeds {
    /// Seeds stay below this, so that JSON and SQLite hold them exactly.
    static let limit = 1 << 53

    /// SplitMix64 (Steele et al., OOPSLA 2014) of a seed at a position of its sequence.
    static func mixed(_ seed: UInt64, _ position: UInt64) -> UInt64 {
        var value = seed &+ (position &+ 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// The first seeds of a list that begins with `seed`.
    static func list(_ seed: UInt64, count: Int) -> [UInt64] {
        (0..<count).map { mixed(seed, UInt64($0)) % UInt64(limit) }
    }

    /// New seeds from a generator.
    static func drawn(_ count: Int, from generator: RandomGenerator) throws -> [UInt64] {
        try generator.integers(0..<limit, [count]).integers().map(UInt64.init)
    }
}
