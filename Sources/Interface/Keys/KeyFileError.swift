import Configuration

/// What is wrong with a file of keys: everything that was found.
public struct KeyFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Each says what is wrong and how to mend it.
    public let sentences: [String]

    init(_ sentences: [String]) {
        self.sentences = sentences
    }

    /// A name that nothing has, with the nearest one that there is.
    static func unknown(_ kind: String, _ name: String, among names: [String]) -> KeyFileError {
        let hint = Nearest.name(to: name, among: names).map { "did you mean \($0)?" }
        return KeyFileError([
            "There is no \(kind) “\(name)”: \(hint ?? "`cxrl keys` lists those there are.")"
        ])
    }

    public var description: String { sentences.joined(separator: "\n") }
}
