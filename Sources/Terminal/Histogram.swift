/// Two distributions over one axis: the policy's bars stand on it, the anchor's hang from it.
public struct Histogram: Hashable, Sendable {
    public var policy: [Double]
    public var anchor: [Double]
    /// The values at the left and right edge; nil fits both distributions.
    public var range: ClosedRange<Double>?
    /// How wide the bars are, at least 1: few values need wide ones.
    public var columnsPerBin: Int

    public init(
        policy: [Double], anchor: [Double] = [], range: ClosedRange<Double>? = nil,
        columnsPerBin: Int = 1
    ) {
        self.policy = policy
        self.anchor = anchor
        self.range = range
        self.columnsPerBin = max(1, columnsPerBin)
    }

    /// The range that is drawn; nil where no value is finite.
    public var shownRange: ClosedRange<Double>? {
        if let range { return range }
        let finite = (policy + anchor).filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return nil }
        return Axis.fitting(minimum: low, maximum: high, isLogarithmic: false)
    }

    /// The share of the finite values in each of `count` bins; those outside the range are left
    /// out of the bins but counted in the whole.
    public static func shares(
        _ values: [Double], in range: ClosedRange<Double>, count: Int
    ) -> [Double] {
        guard count > 0 else { return [] }
        var bins = [Double](repeating: 0, count: count)
        let finite = values.filter(\.isFinite)
        let span = range.upperBound - range.lowerBound
        for value in finite where range.contains(value) {
            let place = span > 0 ? (value - range.lowerBound) / span * Double(count) : 0
            bins[min(count - 1, Int(place))] += 1 / Double(finite.count)
        }
        return bins
    }

    /// With an anchor the upper half is the policy's. A last row is used for the ends of the range
    /// where there are at least three.
    public func draw(into frame: inout Frame, in rect: Rect) {
        let rect = rect.intersection(frame.bounds)
        guard let range = shownRange, !rect.isEmpty else {
            frame.put("no values yet", in: rect, style: .muted)
            return
        }
        let hasLabels = rect.height >= 3
        let bars = rect.splitBottom(hasLabels ? 1 : 0).rest
        let upper = columns(of: policy, in: range, width: rect.width)
        let lower = columns(of: anchor, in: range, width: rect.width)
        let highest = max(upper.max() ?? 0, lower.max() ?? 0)
        if anchor.isEmpty || bars.height < 2 {
            Self.drawBars(upper, highest, upward: true, .policy, into: &frame, in: bars)
        } else {
            let (top, bottom) = bars.splitTop((bars.height + 1) / 2)
            Self.drawBars(upper, highest, upward: true, .policy, into: &frame, in: top)
            Self.drawBars(lower, highest, upward: false, .anchor, into: &frame, in: bottom)
        }
        if hasLabels {
            drawEnds(of: range, into: &frame, in: rect.splitBottom(1).bottom)
        }
    }

    private func columns(
        of values: [Double], in range: ClosedRange<Double>, width: Int
    ) -> [Double] {
        Self.shares(values, in: range, count: width / columnsPerBin).flatMap {
            [Double](repeating: $0, count: columnsPerBin)
        }
    }

    private func drawEnds(
        of range: ClosedRange<Double>, into frame: inout Frame, in line: Rect
    ) {
        let (low, high) = (NumberText.short(range.lowerBound), NumberText.short(range.upperBound))
        frame.put(low, in: line, style: .muted)
        guard TextWidth.of(low) + TextWidth.of(high) < line.width else { return }
        frame.put(high, in: line, aligned: .right, style: .muted)
    }

    private static func drawBars(
        _ shares: [Double], _ highest: Double, upward: Bool, _ style: Style,
        into frame: inout Frame, in rect: Rect
    ) {
        guard highest > 0 else { return }
        for (column, share) in shares.enumerated() where share > 0 {
            let eighths = max(1, Int((share / highest * Double(rect.height * 8)).rounded()))
            for row in 0..<rect.height {
                let filled = min(8, max(0, eighths - row * 8))
                guard filled > 0 else { break }
                let y = upward ? rect.bottom - 1 - row : rect.y + row
                // A block that hangs is the reverse of one that stands for the rest of the cell.
                frame[rect.x + column, y] =
                    upward || filled == 8
                    ? Cell(Bars.standing[filled], style: style)
                    : Cell(Bars.standing[8 - filled], style: style.reverse)
            }
        }
    }
}
