/// Something on the command line that cannot be meant.
struct UsageError: Error, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
