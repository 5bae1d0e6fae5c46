import Workbench

extension SampleRecord {
    /// The total less what the anchor's images would be given; nil where that was not stored.
    var gain: Double? { anchorTotal.map { total - $0 } }
}
