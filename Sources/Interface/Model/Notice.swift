import Terminal

/// A sentence on the status line that goes away by itself.
struct Notice: Sendable, Equatable {
    var text: String
    var role: Role
    /// Seconds since 1970.
    var until: Double

    /// In seconds.
    static let duration = 5.0
}
