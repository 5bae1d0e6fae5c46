/// What an image is scored against: the report text that it was made from.
public struct ScoredPrompt: Sendable, Equatable, Codable, Identifiable {
    public let id: Int
    public let text: String
    /// Finding names with whether the text affirms (`true`) or denies (`false`) them; what is
    /// uncertain or not mentioned is left out.
    public let findings: [String: Bool]

    public init(id: Int, text: String, findings: [String: Bool]) {
        self.id = id
        self.text = text
        self.findings = findings
    }
}
