extension Key {
    /// The name that files write: as on the screen, but arrows and Ctrl in letters (`Up`,
    /// `Ctrl-g`).
    public var writtenName: String {
        if let name = Self.written[self] { return name }
        switch self {
        case .control(let character): return "Ctrl-" + String(character)
        default: return name
        }
    }

    /// The key of a name, as the screen shows it or as files write it; case matters for single
    /// characters only.
    ///
    /// What a terminal cannot tell apart is the same key: Ctrl-i is Tab.
    public init?(named name: String) {
        if let key = Self.byName[name.lowercased()], name.count > 1 || key.name == name {
            self = key
        } else if let character = Self.rest(behind: ["ctrl-", "^"], in: name),
            let key = Self.withControl(character)
        {
            self = key
        } else if let character = Self.rest(behind: ["alt-"], in: name) {
            self = .alt(character)
        } else if let character = Self.single(name[...]), character != " " {
            self = .character(character)
        } else {
            return nil
        }
    }

    /// The names of keys that are more than a character.
    public static let names: [String] = named.map(\.writtenName)

    private static let named: [Key] =
        [
            .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .pageUp, .pageDown,
            .tab, .backtab, .enter, .escape, .backspace, .alt("\u{7F}"), .delete, .insert, .space,
        ] + (1...12).map(Key.function)

    private static let written: [Key: String] = [
        .up: "Up", .down: "Down", .left: "Left", .right: "Right", .wordLeft: "Ctrl-Left",
        .wordRight: "Ctrl-Right",
    ]

    private static let byName = Dictionary(
        named.flatMap { key in
            [(key.name.lowercased(), key), (key.writtenName.lowercased(), key)]
        }, uniquingKeysWith: { first, _ in first })

    private static func rest(behind prefixes: [String], in name: String) -> Character? {
        let lowercased = name.lowercased()
        guard let prefix = prefixes.first(where: lowercased.hasPrefix) else { return nil }
        return single(name.dropFirst(prefix.count))
    }

    /// Terminals send scalars, so a key is one.
    private static func single(_ text: Substring) -> Character? {
        guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
            TextWidth.of(scalar) != nil
        else { return nil }
        return text.first
    }

    private static func withControl(_ character: Character) -> Key? {
        guard let value = Character(character.uppercased()).asciiValue, (64...95).contains(value)
        else { return nil }
        switch value {
        case 72: return .backspace
        case 73: return .tab
        case 74, 77: return .enter
        case 91: return .escape
        default: return .control(Character(character.lowercased()))
        }
    }
}
