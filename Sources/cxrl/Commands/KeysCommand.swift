import Interface
import Terminal

/// `cxrl keys`: the keys of the workbench, and the names by which a file changes them.
enum KeysCommand {
    static let declaration = CommandDeclaration(
        name: "keys",
        summary: "Lists the keys of the workbench as they are, with the names that a file of keys "
            + "uses.",
        options: [
            ScreenChoices.keysOption,
            OptionDeclaration("--json", nil, "print them as such a file"),
        ],
        details: {
            """
            A file of keys holds what is to be different, by scope and action:

              {"everywhere": {"pause": ["p", "F5"]}, "trajectory": {"play": "Ctrl-p"}}

            It is ~/.config/cxrl/keys.json, or --keys FILE of any command that opens the workbench.
            \(HelpText.wrapped(rules, width: 80).joined(separator: "\n"))
            """
        },
        run: run)

    private static let rules = """
        What is named replaces all keys of the action in that scope; `everywhere` means every scope \
        in which it has keys. An empty list leaves a command without a key. Keys are single \
        characters, \(Key.names.joined(separator: ", ")), Ctrl-x and Alt-x. A key that would mean \
        two things is refused.
        """

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let entries = try ScreenChoices.keys(arguments, Surroundings()).entries
        Console.write(arguments.has("--json") ? json(entries) : text(entries))
        return .success
    }

    private static func text(_ entries: [KeyTable.Entry]) -> String {
        var table = Table(["scope", "action", "keys", "what it does"])
        table.rows = entries.map { entry in
            let keys = entry.keys.isEmpty ? "–" : entry.keys.joined(separator: " ")
            return [
                entry.scope, entry.action, keys + (entry.isChanged ? " *" : ""), entry.summary,
            ]
        }
        let isChanged = entries.contains(where: \.isChanged)
        return table.text + (isChanged ? "\n\n* not as the program comes" : "")
    }

    /// An action a line.
    private static func json(_ entries: [KeyTable.Entry]) -> String {
        var scopes: [(name: String, lines: [String])] = []
        for entry in entries {
            if scopes.last?.name != entry.scope { scopes.append((entry.scope, [])) }
            let keys = JSON.array(entry.keys.map(JSON.string)).text
            scopes[scopes.count - 1].lines.append("    \(JSON.string(entry.action).text): \(keys)")
        }
        let objects = scopes.map { scope in
            "  \"\(scope.name)\": {\n\(scope.lines.joined(separator: ",\n"))\n  }"
        }
        return "{\n\(objects.joined(separator: ",\n"))\n}"
    }
}
