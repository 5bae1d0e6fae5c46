/// Why a theme cannot be used.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    public let theme: String
    /// Counted from 1; nil where the file as a whole is at fault.
    public let line: Int?
    public let reason: String

    public init(theme: String, line: Int? = nil, reason: String) {
        self.theme = theme
        self.line = line
        self.reason = reason
    }

    public var description: String {
        let place = line.map { ", line \($0)" } ?? ""
        return "theme “\(theme)”\(place): \(reason)"
    }
}
