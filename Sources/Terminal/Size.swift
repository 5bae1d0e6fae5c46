/// A number of columns and rows.
public struct Size: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The picture size that fits in this one with the given proportions, at least 1 × 1.
    func fitting(aspect: Double) -> Size {
        let byHeight = Double(height) * aspect
        if byHeight <= Double(width) {
            return Size(width: max(1, Int(byHeight.rounded())), height: max(1, height))
        }
        return Size(width: max(1, width), height: max(1, Int((Double(width) / aspect).rounded())))
    }
}
