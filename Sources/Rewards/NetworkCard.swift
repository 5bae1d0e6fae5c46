/// What a network's folder says of it.
public struct NetworkCard: Sendable, Equatable, Codable {
    /// What it is and what it was trained on.
    public var description: String
    /// Who is to be named for the data or weights.
    public var attribution: String
    /// Under which terms the weights may be used, where that is known.
    public var license: String?
    /// SHA-256 of the file that the weights came from.
    public var digest: String?
    /// How well it does, by name (`auroc/Edema`).
    public var measurements: [String: Double]

    public init(
        description: String = "", attribution: String = "", measurements: [String: Double] = [:]
    ) {
        self.description = description
        self.attribution = attribution
        self.measurements = measurements
    }
}
