internal import CSQLite

/// What SQLite had to say.
public struct DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    /// SQLite's primary result code.
    public let code: Int32
    /// SQLite's own words.
    public let message: String

    /// One sentence: what is wrong and how to mend it.
    public var description: String {
        let remedy =
            switch code {
            case SQLITE_FULL: "free some space, then resume the run."
            case SQLITE_CORRUPT, SQLITE_NOTADB:
                "the file is damaged; restore it from a copy, or remove the run."
            case SQLITE_BUSY, SQLITE_LOCKED: "another process holds it; try again when it is done."
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN:
                "check that the file and its folder are there and writable."
            default: "check the disk and the permissions of the folder."
            }
        return "The run store \(path) cannot be used (\(message)): \(remedy)"
    }
}
