/// A row or picture that was left out, and why.
public struct SkippedItem: Sendable, Equatable, Codable, CustomStringConvertible {
    /// `manifest.csv, line 17`, or the picture's path.
    public var place: String
    /// A sentence.
    public var reason: String

    public init(place: String, reason: String) {
        self.place = place
        self.reason = reason
    }

    public var description: String { "\(place): \(reason)" }
}
