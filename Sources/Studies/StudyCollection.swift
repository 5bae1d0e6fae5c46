/// Chest X-ray studies by position; a collection keeps an index, never the pictures.
public protocol StudyCollection: Sendable {
    /// What messages call it.
    var name: String { get }
    var count: Int { get }
    /// Rows that could not be used, in the order in which they were met.
    var skipped: [SkippedItem] { get }

    subscript(position: Int) -> Study { get }
}

extension StudyCollection {
    /// The positions whose patients belong to a part of the split, in order.
    public func positions(in part: PatientSplit) -> [Int] {
        (0..<count).filter { part.contains(patient: self[$0].patient) }
    }

    public func studies(at positions: some Sequence<Int>) -> [Study] {
        positions.map { self[$0] }
    }
}
