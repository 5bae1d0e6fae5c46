internal import Foundation

/// What the system says in words.
enum SystemText {
    /// Of the last call that failed on this thread.
    static var lastError: String { String(cString: strerror(errno)) }
}
