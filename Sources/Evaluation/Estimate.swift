/// A number with its 95 % interval; NaN where it is not defined.
public struct Estimate: Sendable, Equatable, Codable {
    public let value: Double
    public let low: Double
    public let high: Double

    public init(_ value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// Whether even the interval's lower end is above 0.
    public var isAboveZero: Bool { low > 0 }
}
