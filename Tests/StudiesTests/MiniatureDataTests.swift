import Studies
import TestSupport
import Testing

/// The training set of the miniature, where it lies beside the checkout.
@Suite("NIH films at 128 × 128", .enabled(if: SharedData.miniature != nil))
struct MiniatureDataTests {
    private let collection: any StudyCollection

    init() throws {
        collection = try CollectionFolder.open(SharedData.miniature ?? "")
    }

    @Test("Every row is read, with the labels of the folder's description")
    func rows() {
        #expect(collection.count == 7340)
        #expect(collection.skipped.isEmpty)
        let studies = (0..<collection.count).map { collection[$0] }
        #expect(Set(studies.map(\.patient)).count == 2066)
        #expect(studies.count { $0.findings["Effusion"] == true } == 713)
        #expect(studies.count { $0.positives.isEmpty } == 4166)
        #expect(studies.count { $0.view == .anteroposterior } == 2543)
    }

    @Test("The parts of the split share no patient but base with rewards and judges")
    func split() {
        var parts: [PatientSplit: Set<Int>] = [:]
        for part in PatientSplit.allCases {
            parts[part] = Set(collection.positions(in: part))
        }
        #expect(parts[.rewards]?.isDisjoint(with: parts[.judges] ?? []) == true)
        #expect(parts[.base] == parts[.rewards]?.union(parts[.judges] ?? []))
        #expect(parts[.validation]?.count == 1144)
        #expect(parts[.validation]?.isDisjoint(with: parts[.base] ?? []) == true)
        let patients = Set((parts[.validation] ?? []).map { collection.patient(at: $0) })
        #expect(patients.count == 287)
    }

    @Test("Pictures come as one block of bytes of the films' own size")
    func pictures() throws {
        let positions = Array(collection.positions(in: .validation).prefix(64))
        let stack = try PictureStack(loading: collection, at: positions)
        #expect(stack.side == 128 && stack.count == 64 && stack.skipped.isEmpty)
        let mean = stack.bytes.reduce(0) { $0 + Int($1) } / stack.bytes.count
        #expect((80...170).contains(mean))
    }
}
