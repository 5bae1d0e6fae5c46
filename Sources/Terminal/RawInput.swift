/// What ncurses reads, before escape sequences and pastes are put together.
enum RawInput: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case key(Key)
    case pasteStart
    case pasteEnd
    /// Something that means nothing here.
    case nothing
}
