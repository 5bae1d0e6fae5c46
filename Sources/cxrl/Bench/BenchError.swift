/// Why something could not be measured.
struct BenchError: Error, CustomStringConvertible {
    /// One sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
