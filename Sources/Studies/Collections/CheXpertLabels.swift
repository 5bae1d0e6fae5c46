import Text

/// The label columns of CheXpert's and MIMIC-CXR-JPG's lists: 1 is there, 0 is not; −1 (uncertain)
/// and blank (not mentioned) are left out.
///
/// Where `No Finding` is 1 all the others are blank and mean that they are absent, but for
/// `Support Devices`, which it says nothing of.
struct CheXpertLabels {
    private let columns: [(position: Int, finding: Finding)]

    init(_ table: CSVReader) {
        columns = table.columns.enumerated().compactMap { position, name in
            Finding(spelled: name).flatMap {
                Finding.cheXpert.contains($0) ? (position, $0) : nil
            }
        }
    }

    func findings(of table: CSVReader) -> FindingSet {
        var findings = FindingSet()
        var isNormal = false
        for (position, finding) in columns {
            guard let isPresent = Self.value(table.bytes(position)) else { continue }
            if finding == .noFinding {
                isNormal = isPresent
            } else {
                findings[finding] = isPresent
            }
        }
        if isNormal {
            findings.denyUnknown(
                Finding.cheXpert.filter { $0 != .noFinding && $0 != .supportDevices })
        }
        return findings
    }

    /// Of `1.0`, `0.0`, `-1.0`, `1`, `0`, `-1` or nothing.
    private static func value(_ text: ArraySlice<UInt8>) -> Bool? {
        switch text.first {
        case UInt8(ascii: "1"): true
        case UInt8(ascii: "0"): false
        default: nil
        }
    }
}
