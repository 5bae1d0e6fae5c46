/// An exponential moving average corrected for its start, as Adam's moments are
/// (Kingma & Ba 2015, section 3): a constant is its own average from the first value on.
public struct ExponentialAverage: Hashable, Sendable {
    /// The share of the past in each new average, 0 (none) … 0.999.
    public let weight: Double
    private var sum = 0.0
    private var correction = 0.0

    public static let maximumWeight = 0.999

    /// Weights outside 0 … 0.999 are moved to the nearer end.
    public init(weight: Double) {
        self.weight = min(Self.maximumWeight, max(0, weight))
    }

    /// Takes a value in and returns the average; a non-finite value is left out and returned.
    public mutating func add(_ value: Double) -> Double {
        guard value.isFinite else { return value }
        sum = weight * sum + (1 - weight) * value
        correction = weight * correction + (1 - weight)
        return sum / correction
    }

    /// The average after each value, non-finite where the value is.
    public static func smooth(_ values: [Double], weight: Double) -> [Double] {
        guard weight > 0 else { return values }
        var average = ExponentialAverage(weight: weight)
        return values.map { average.add($0) }
    }
}
