/// Chest X-ray studies by position; a collection keeps an index, never the pictures.
public protocol StudyCollection: Sendable {
    /// What messages call it.
    var name: String { get }
    var count: Int { get }
    /// Rows that could not be used, in the order in which they were met.
    var skipped: [SkippedItem] { get }
    /// How many films were left out because another view was asked for.
    var filtered: Int { get }
    /// Whether the collection says which studies are for validation.
    var hasValidation: Bool { get }

    /// What the index holds, without reading a file.
    subscript(position: Int) -> Study { get }

    /// The study with its report; where it has a report and no labels, with the findings that the
    /// labeler reads from it. A report that cannot be read is an empty one.
    func study(at position: Int) -> Study

    func patient(at position: Int) -> Int
    /// `nil` where the collection has no split of its own.
    func split(at position: Int) -> Study.Split?
}

extension StudyCollection {
    public var filtered: Int { 0 }
    public var hasValidation: Bool { (0..<count).contains { split(at: $0) == .validate } }
    public func study(at position: Int) -> Study { self[position] }
    public func patient(at position: Int) -> Int { self[position].patient }
    public func split(at position: Int) -> Study.Split? { self[position].split }

    /// The positions of the studies that belong to a part, in order.
    public func positions(in part: PatientSplit) -> [Int] {
        let hasValidation = hasValidation
        return (0..<count).filter {
            part.contains(
                patient: patient(at: $0), split: split(at: $0), hasValidation: hasValidation)
        }
    }

    public func studies(at positions: some Sequence<Int>) -> [Study] {
        positions.map { study(at: $0) }
    }

    /// How many studies there are, and what was left out, for people: a line, and one for each of
    /// the first items that were skipped.
    public func summary(naming limit: Int = 5) -> [String] {
        var head = "\(name): \(count) films"
        if filtered > 0 { head += ", \(filtered) of other views left out" }
        guard !skipped.isEmpty else { return [head] }
        let items = skipped.prefix(limit).map { "  left out: \($0)" }
        let rest = skipped.count - items.count
        return [head + ", \(skipped.count) \(skipped.count == 1 ? "item" : "items") skipped"]
            + items
            + (rest > 0 ? ["  left out: \(rest) more"] : [])
    }
}
