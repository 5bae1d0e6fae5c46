/// One of the checks of a model, a machine and their settings.
public struct CheckResult: Sendable, Equatable, Codable, Identifiable {
    public enum Name: String, Sendable, Codable, CaseIterable {
        case batchArithmetic = "batch arithmetic"
        case randomTimesteps = "random timesteps"
        case matrixProduct = "matrix product"
        case seeds
        case logProbability = "log-probability"
        case guidance
        case ratioFloor = "ratio floor"
        case batchShape = "batch shape"
        case clipRange = "clip range"
        case stepZeroGap = "step-0 gap"
        case rewardSpread = "reward spread"
        case learningRate = "learning rate"
    }

    public let name: Name
    /// What is measured, in words with its unit.
    public let quantity: String
    public let measured: Double
    /// What `measured` is held against.
    public let limit: Double
    public let passed: Bool
    /// What is wrong and how to mend it; empty where the check passed.
    public let remedy: String

    public var id: String { name.rawValue }

    init(
        _ name: Name, _ quantity: String, measured: Double, limit: Double, passed: Bool,
        remedy: String
    ) {
        self.name = name
        self.quantity = quantity
        self.measured = measured
        self.limit = limit
        self.passed = passed
        self.remedy = passed ? "" : remedy
    }

    /// A check that passes up to the limit.
    static func atMost(
        _ name: Name, _ quantity: String, _ measured: Double, limit: Double, remedy: String
    ) -> CheckResult {
        CheckResult(
            name, quantity, measured: measured, limit: limit, passed: measured <= limit,
            remedy: remedy)
    }

    /// A check that passes from the limit on.
    static func atLeast(
        _ name: Name, _ quantity: String, _ measured: Double, limit: Double, remedy: String
    ) -> CheckResult {
        CheckResult(
            name, quantity, measured: measured, limit: limit, passed: measured >= limit,
            remedy: remedy)
    }
}
