import Configuration

/// The words behind a command, read by its declaration.
struct Arguments: Sendable {
    let operands: [String]
    private let given: [(name: String, value: String)]

    /// `--name value` and `--name=value`; what follows `--` is no option.
    init(_ words: [String], of command: CommandDeclaration) throws {
        var operands: [String] = []
        var given: [(String, String)] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let option = try Self.option(String(parts[0]), of: command)
            let attached = parts.count > 1 ? String(parts[1]) : nil
            given.append((option.name, try Self.value(of: option, attached, &rest)))
        }
        try Self.check(operands, of: command)
        self.operands = operands
        self.given = given
    }

    private static func option(
        _ name: String, of command: CommandDeclaration
    ) throws -> OptionDeclaration {
        if let option = command.options.first(where: { $0.name == name }) { return option }
        let known = command.options.map(\.name) + [CommandDeclaration.helpOption.name]
        let hint = Nearest.name(to: name, among: known).map { "did you mean \($0)?" }
        throw UsageError(
            "\(command.title) has no option \(name): "
                + (hint ?? "`\(command.title) --help` lists those there are."))
    }

    private static func value(
        of option: OptionDeclaration, _ attached: String?, _ rest: inout ArraySlice<String>
    ) throws -> String {
        guard let value = option.value else {
            guard attached == nil else {
                throw UsageError("\(option.name) takes no value: leave “=…” out.")
            }
            return ""
        }
        if let attached { return attached }
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw UsageError("\(option.name) needs a value: write \(option.name) \(value).")
        }
        rest.removeFirst()
        return next
    }

    private static func check(_ operands: [String], of command: CommandDeclaration) throws {
        if operands.count > command.operandCount.upperBound {
            let extra = operands[command.operandCount.upperBound]
            throw UsageError(
                "\(command.title) does not take “\(extra)”: `\(command.title) --help` shows what "
                    + "it takes.")
        }
        if operands.count < command.operandCount.lowerBound {
            throw UsageError("\(command.title) needs \(command.operands).")
        }
    }

    func has(_ name: String) -> Bool { given.contains { $0.name == name } }

    /// The last one given.
    func value(_ name: String) -> String? { given.last { $0.name == name }?.value }

    func values(_ name: String) -> [String] { given.filter { $0.name == name }.map(\.value) }

    func required(_ name: String, _ meaning: String) throws -> String {
        guard let value = value(name), !value.isEmpty else {
            throw UsageError("\(name) is missing: give \(meaning).")
        }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        try value(name).map { text in
            guard let number = Int(text), range.contains(number) else {
                let limits =
                    range.upperBound == .max
                    ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
                throw UsageError("\(name) must be a whole number \(limits), not “\(text)”.")
            }
            return number
        }
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws -> Double? {
        try value(name).map { text in
            guard let number = Double(text), range.contains(number) else {
                let limits =
                    range.upperBound == .infinity
                    ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
                throw UsageError("\(name) must be a number \(limits), not “\(text)”.")
            }
            return number
        }
    }

    /// A seed, any number of 64 bits without a sign.
    func seed() throws -> UInt64? {
        try value("--seed").map { text in
            guard let seed = UInt64(text) else {
                throw UsageError("--seed must be a whole number from 0 to \(UInt64.max).")
            }
            return seed
        }
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws -> Choice? where Choice.RawValue == String {
        try value(name).map { text in
            guard let choice = Choice(rawValue: text) else {
                let names = Choice.allCases.map(\.rawValue)
                let hint = Nearest.name(to: text, among: names).map { ": did you mean \($0)?" }
                throw UsageError(
                    "\(name) must be one of \(names.joined(separator: ", ")), not “\(text)”"
                        + (hint ?? "."))
            }
            return choice
        }
    }
}
