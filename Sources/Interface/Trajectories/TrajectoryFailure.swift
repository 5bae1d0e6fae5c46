/// Why a trajectory cannot be shown, and how to mend it.
struct TrajectoryFailure: Error, Sendable, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
