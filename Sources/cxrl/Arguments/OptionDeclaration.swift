/// An option of a command.
struct OptionDeclaration: Sendable {
    /// With its dashes.
    let name: String
    /// What its value is called in the help; nil for a flag.
    let value: String?
    let help: String

    init(_ name: String, _ value: String? = nil, _ help: String) {
        self.name = name
        self.value = value
        self.help = help
    }

    var synopsis: String { value.map { "\(name) \($0)" } ?? name }
}
