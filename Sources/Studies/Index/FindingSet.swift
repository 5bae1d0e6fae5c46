import Text

/// What is known of the findings of one film, in eight bytes.
struct FindingSet: Equatable {
    private static let positions: [String: Int] = Dictionary(
        uniqueKeysWithValues: Finding.all.enumerated().map { ($1.name, $0) })

    /// One bit for each of `Finding.all`.
    private var known: UInt32 = 0
    private var present: UInt32 = 0

    var isEmpty: Bool { known == 0 }

    /// - Returns: `nil` for what is not known.
    subscript(finding: Finding) -> Bool? {
        get {
            guard let bit = FindingSet.bit(of: finding), known & bit != 0 else { return nil }
            return present & bit != 0
        }
        set {
            guard let bit = FindingSet.bit(of: finding) else { return }
            known = newValue == nil ? known & ~bit : known | bit
            present = newValue == true ? present | bit : present & ~bit
        }
    }

    /// Denies those that are not known.
    mutating func denyUnknown(_ findings: [Finding]) {
        for finding in findings where self[finding] == nil { self[finding] = false }
    }

    var dictionary: [String: Bool] {
        var result: [String: Bool] = [:]
        for finding in Finding.all {
            if let isPresent = self[finding] { result[finding.name] = isPresent }
        }
        return result
    }

    private static func bit(of finding: Finding) -> UInt32? {
        positions[finding.name].map { 1 << UInt32($0) }
    }
}
