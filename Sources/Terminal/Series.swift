/// Numbers over steps that a chart draws as one curve.
public struct Series: Hashable, Sendable {
    /// As in the legend.
    public var name: String
    /// Its colour, the same on every screen.
    public var role: Role
    /// A letter at the curve's end and in the legend, for those who cannot tell the colours.
    public var marker: Unicode.Scalar
    /// Ascending; as many as there are values.
    public var steps: [Double]
    /// Non-finite ones are shown as gaps.
    public var values: [Double]
    /// False for what must not be averaged, such as a learning rate.
    public var isSmoothed: Bool

    /// Steps and values are cut to the shorter of the two.
    public init(
        _ name: String, role: Role, marker: Unicode.Scalar? = nil, steps: [Double],
        values: [Double], isSmoothed: Bool = true
    ) {
        self.name = name
        self.role = role
        let letter = String(name.prefix(1)).uppercased().unicodeScalars.first
        self.marker = marker ?? letter ?? "•"
        let count = min(steps.count, values.count)
        self.steps = steps.count == count ? steps : Array(steps.prefix(count))
        self.values = values.count == count ? values : Array(values.prefix(count))
        self.isSmoothed = isSmoothed
    }

    /// Values at steps 0, 1, 2, ….
    public init(_ name: String, role: Role, marker: Unicode.Scalar? = nil, values: [Double]) {
        self.init(
            name, role: role, marker: marker, steps: values.indices.map(Double.init),
            values: values)
    }
}
