/// A finding where a text mentions it.
public struct FindingMention: Sendable, Hashable {
    public var finding: Finding
    public var assertion: Assertion
    /// Offsets of the words' characters from the text's start, for underlining.
    public var range: Range<Int>

    public init(finding: Finding, assertion: Assertion, range: Range<Int>) {
        self.finding = finding
        self.assertion = assertion
        self.range = range
    }
}
