/// Curves over steps, drawn with axes, legend and crosshair.
public struct Chart: Hashable, Sendable {
    /// Drawn in this order, so that the last one lies on top.
    public var series: [Series]
    /// The weight of the moving average drawn over the raw values, 0 (off) … 0.999.
    public var smoothing: Double
    /// Whether the value axis should be logarithmic; the layout says why where it cannot be.
    public var isLogarithmic: Bool
    /// The steps to show; nil shows all.
    public var window: ClosedRange<Double>?
    /// The values to show; nil fits the visible ones.
    public var valueRange: ClosedRange<Double>?
    /// The inspected step, moved to the nearest one that has a value.
    public var crosshair: Double?
    /// A value to compare with, drawn as a faint line and always in view on a linear axis.
    public var reference: Double?
    public var glyphs: PlotGlyphs
    /// The name of a step, such as `epoch`.
    public var stepName: String
    /// Whether a line above the plot names the series with their values.
    public var showsLegend: Bool
    /// Shown in the middle while there is nothing to draw.
    public var emptyText: String

    public init(
        _ series: [Series], smoothing: Double = 0, isLogarithmic: Bool = false,
        window: ClosedRange<Double>? = nil, valueRange: ClosedRange<Double>? = nil,
        crosshair: Double? = nil, reference: Double? = nil, glyphs: PlotGlyphs = .braille,
        stepName: String = "epoch",
        showsLegend: Bool = true, emptyText: String = "nothing measured yet"
    ) {
        self.series = series
        self.smoothing = smoothing
        self.isLogarithmic = isLogarithmic
        self.window = window
        self.valueRange = valueRange
        self.crosshair = crosshair
        self.reference = reference
        self.glyphs = glyphs
        self.stepName = stepName
        self.showsLegend = showsLegend
        self.emptyText = emptyText
    }
}
