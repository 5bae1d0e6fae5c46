/// Where things ended up when a chart was drawn: for mouse, crosshair and status lines.
public struct ChartLayout: Hashable, Sendable {
    /// The cells of the curves, without axes.
    public var plot: Rect
    public var steps: ClosedRange<Double>
    public var values: ClosedRange<Double>
    public var isLogarithmic: Bool
    /// Why a logarithmic axis was not drawn although it was asked for.
    public var refusal: String?
    /// The step under the crosshair, where there is one.
    public var crosshairStep: Double?
    /// Per series, what could not be drawn.
    public var gaps: [Gap]

    /// Values of a series without a place on the axis.
    public struct Gap: Hashable, Sendable {
        public var name: String
        /// NaN and infinite ones.
        public var nonFinite: Int
        public var firstStep: Double
    }

    /// The step in the middle of a column of the screen, at the ends the nearest one.
    public func step(atColumn x: Int) -> Double {
        guard plot.width > 1 else { return steps.lowerBound }
        let share = Double(x - plot.x) / Double(plot.width - 1)
        let span = steps.upperBound - steps.lowerBound
        return steps.lowerBound + min(1, max(0, share)) * span
    }

    /// The column of the screen in which a step lies.
    public func column(ofStep step: Double) -> Int {
        let span = steps.upperBound - steps.lowerBound
        guard span > 0, plot.width > 1 else { return plot.x }
        let share = (step - steps.lowerBound) / span
        return plot.x + Int((min(2, max(-1, share)) * Double(plot.width - 1)).rounded())
    }
}
