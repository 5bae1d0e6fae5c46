/// What a pass through a network takes, as a straight line through two measurements.
public struct PassCost: Sendable, Equatable, Codable {
    /// A pass of some items.
    public struct Measurement: Sendable, Equatable {
        /// Beyond what was resident before.
        public let bytes: Int
        public let seconds: Double

        public init(bytes: Int, seconds: Double) {
            self.bytes = bytes
            self.seconds = seconds
        }
    }

    /// Bytes that a pass takes whatever its size.
    public let fixedBytes: Int
    public let bytesPerItem: Int
    public let secondsPerItem: Double

    /// - Parameters:
    ///   - one: a pass of one item.
    ///   - two: a pass of two.
    public init(one: Measurement, two: Measurement) {
        bytesPerItem = max(0, two.bytes - one.bytes)
        fixedBytes = max(0, one.bytes - bytesPerItem)
        secondsPerItem = two.seconds / 2
    }

    public func bytes(of items: Int) -> Int { fixedBytes + items * bytesPerItem }

    /// The largest divisor of `count`, up to `limit`, whose pass takes no more than the bytes; nil
    /// where not even one item does.
    public func largestDivisor(of count: Int, limit: Int, within budget: Int) -> Int? {
        (1...max(1, min(count, limit))).last { count.isMultiple(of: $0) && bytes(of: $0) <= budget }
    }
}
