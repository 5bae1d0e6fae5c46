/// A text with a cursor, editing as people know it from shells, and undo.
struct TextEditor: Sendable, Equatable {
    private struct State: Sendable, Equatable {
        var characters: [Character]
        var cursor: Int
    }

    /// What the last change was: a run of the same kind is undone at once.
    private enum Change: Sendable, Equatable {
        case typing, deleting, other
    }

    private var state: State
    private var past: [State] = []
    private var future: [State] = []
    private var lastChange = Change.other

    /// How many changes can be undone.
    static let undoLimit = 500

    /// The cursor stands at the end.
    init(_ text: String = "") {
        let characters = Self.characters(of: text)
        state = State(characters: characters, cursor: characters.count)
    }

    var text: String { String(state.characters) }
    var characters: [Character] { state.characters }
    /// Characters before the cursor.
    var cursor: Int { state.cursor }
    var isEmpty: Bool { state.characters.isEmpty }

    // MARK: Changes

    /// Puts text at the cursor; one call is one change, except that typed letters are undone by
    /// the word.
    mutating func insert(_ text: String) {
        let characters = Self.characters(of: text)
        guard !characters.isEmpty else { return }
        let isTyping = characters.count == 1 && characters[0] != "\n"
        let startsWord = characters[0].isWhitespace
        remember(isTyping && !startsWord ? .typing : .other)
        state.characters.insert(contentsOf: characters, at: cursor)
        state.cursor += characters.count
        if isTyping { lastChange = .typing }
    }

    /// Puts text at the cursor as one change, however short it is.
    mutating func insertWhole(_ text: String) {
        lastChange = .other
        insert(text)
    }

    mutating func deleteBackward() { delete(from: cursor - 1, to: cursor, .deleting) }

    mutating func deleteForward() { delete(from: cursor, to: cursor + 1, .deleting) }

    mutating func deleteWord() { delete(from: wordStart, to: cursor, .other) }

    /// To the end of the line; at the end of one, the line break.
    mutating func deleteToEnd() {
        delete(from: cursor, to: lineEnd > cursor ? lineEnd : cursor + 1, .other)
    }

    /// Replaces the whole text, as one change.
    mutating func replace(with text: String) {
        let characters = Self.characters(of: text)
        guard characters != state.characters else { return }
        remember(.other)
        state = State(characters: characters, cursor: characters.count)
    }

    mutating func undo() {
        guard let previous = past.popLast() else { return }
        future.append(state)
        state = previous
        lastChange = .other
    }

    mutating func redo() {
        guard let next = future.popLast() else { return }
        past.append(state)
        state = next
        lastChange = .other
    }

    private mutating func delete(from start: Int, to end: Int, _ change: Change) {
        let range = max(0, start)..<min(state.characters.count, max(end, 0))
        guard !range.isEmpty else { return }
        remember(change)
        state.characters.removeSubrange(range)
        state.cursor = range.lowerBound
    }

    private mutating func remember(_ change: Change) {
        future = []
        if change == .other || change != lastChange {
            past.append(state)
            if past.count > Self.undoLimit { past.removeFirst() }
        }
        lastChange = change
    }

    // MARK: Motion

    mutating func move(to position: Int) {
        state.cursor = min(max(0, position), state.characters.count)
        lastChange = .other
    }

    mutating func moveLeft() { move(to: cursor - 1) }
    mutating func moveRight() { move(to: cursor + 1) }
    mutating func moveWordLeft() { move(to: wordStart) }
    mutating func moveWordRight() { move(to: wordEnd) }
    mutating func moveToLineStart() { move(to: lineStart) }
    mutating func moveToLineEnd() { move(to: lineEnd) }

    private var wordStart: Int {
        var position = cursor
        while position > 0, !isWord(position - 1) { position -= 1 }
        while position > 0, isWord(position - 1) { position -= 1 }
        return position
    }

    private var wordEnd: Int {
        var position = cursor
        while position < state.characters.count, !isWord(position) { position += 1 }
        while position < state.characters.count, isWord(position) { position += 1 }
        return position
    }

    private var lineStart: Int {
        state.characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    }

    private var lineEnd: Int {
        state.characters[cursor...].firstIndex(of: "\n") ?? state.characters.count
    }

    private func isWord(_ index: Int) -> Bool {
        let character = state.characters[index]
        return character.isLetter || character.isNumber
    }

    /// With line breaks of one character, without other control characters.
    private static func characters(of text: String) -> [Character] {
        text.compactMap { character in
            if character.isNewline { return "\n" }
            if character == "\t" { return " " }
            let isControl = character.unicodeScalars.contains {
                $0.properties.generalCategory == .control
            }
            return isControl ? nil : character
        }
    }
}
