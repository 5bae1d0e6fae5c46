/// Where a line stands in its columns.
public enum TextAlignment: Hashable, Sendable {
    case left, centre, right
}
