/// A metric that runs are compared by.
struct ComparedMetric: Sendable, Equatable {
    var title: String
    var key: String
    /// The metric that it is taken against.
    var baseline: String?
}
