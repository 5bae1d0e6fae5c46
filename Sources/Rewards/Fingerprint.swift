public import Foundation
public import Networks
public import Tensors

/// A short name for settings and weights, equal where they are equal on any machine: FNV-1a of
/// the texts and of some elements of every tensor.
public struct Fingerprint {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Elements of each tensor that are looked at, evenly spread.
    private static let sampledElements = 64

    public init() {}

    /// Sixteen hexadecimal digits.
    public var text: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    public mutating func combine(_ text: String) { add(Array(text.utf8) + [0]) }

    public mutating func combine(bytes: Data) { add([UInt8](bytes)) }

    public mutating func combine(_ key: String, _ tensor: Tensor) throws {
        combine("\(key)\(tensor.shape)")
        let count = tensor.count
        guard count > 0 else { return }
        let stride = max(1, count / Self.sampledElements)
        let places = Array(Swift.stride(from: 0, to: count, by: stride))
        add(try tensor.detached().reshaped([count]).selecting(0, places).rawBytes())
    }

    public mutating func combine(_ store: ParameterStore) throws {
        for (key, tensor) in store.stateDictionary() { try combine(key, tensor) }
    }

    /// Settings, as JSON with sorted keys.
    public mutating func combine(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        add([UInt8](try encoder.encode(value)))
    }

    mutating func combine(_ network: some RewardNetwork) throws {
        try combine(encoding: network.configuration)
        try combine(network.store)
    }

    private mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
}
