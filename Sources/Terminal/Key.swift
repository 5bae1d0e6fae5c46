/// What the user did, decoded.
public enum Key: Hashable, Sendable {
    /// A character as typed; space too.
    case character(Character)
    /// Ctrl and a lower-case letter (or one of `@ [ \ ] ^ _`) that has no key of its own.
    case control(Character)
    /// Alt (or Meta) and a character.
    case alt(Character)
    case up, down, left, right
    /// Ctrl or Alt with an arrow: by words.
    case wordLeft, wordRight
    case home, end, pageUp, pageDown
    case tab, backtab, enter, escape, backspace, delete, insert
    /// F1 to F12.
    case function(Int)
    /// Text pasted at once, with its line breaks as `\n`.
    case paste(String)
    case mouse(MouseEvent)
    /// The terminal has another size now; the next frame should have it.
    case resize(Size)
    /// The terminal window got (true) or lost the keyboard.
    case focus(Bool)

    public static let space = Key.character(" ")
}
