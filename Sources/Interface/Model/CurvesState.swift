/// What the Curves pane shows.
struct CurvesState: Sendable, Equatable {
    /// The chosen chart's id; nil takes the first.
    var chosen: String?
    /// Index into `smoothings`.
    var smoothing = 3
    /// The chart of all rewards shows them as they are, not in standard deviations.
    var hasOwnUnits = false
    /// Charts with a logarithmic axis, by id.
    var logarithmic: Set<String> = []
    /// The inspected epoch; nil follows the newest one.
    var inspected: Int?
    /// Index into `spans`.
    var span = 0

    /// Weights of the moving average.
    static let smoothings: [Double] = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99]
    /// Epochs shown, the longest first; nil shows all.
    static let spans: [Int?] = [nil, 1000, 200, 100, 50, 20]

    var smoothingWeight: Double { Self.smoothings[smoothing] }
    var shownEpochs: Int? { Self.spans[span] }
}
