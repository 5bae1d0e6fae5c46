/// A run in the list of runs.
struct RunLine: Sendable, Equatable, Identifiable {
    var name: String
    /// Absolute.
    var path: String
    var state: RunListState
    var finishedEpochs: Int
    var epochs: Int
    var note: String

    var id: String { path }

    var progress: String { "\(finishedEpochs)/\(epochs)" }
}
