/// What both ends of the socket agree on.
public enum WireProtocol {
    /// Raised when either side could no longer read the other.
    public static let version = 2
    /// Longer messages are taken for damage, in bytes.
    static let longestMessage = 64 << 20
}
