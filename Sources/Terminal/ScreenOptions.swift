public import Foundation

/// How a screen is opened.
public struct ScreenOptions: Sendable {
    /// Gets standard output and error while the screen is shown; nil leaves them alone.
    public var logPath: String?
    public var theme: Theme
    /// At most so many colours; nil lets `NO_COLOR` and terminfo decide.
    public var depth: ColourDepth?
    /// Nil takes the best one that the terminal has, and symbols inside tmux.
    public var pictureProtocol: PictureProtocol?
    public var usesMouse: Bool
    public var environment: [String: String]
    /// The terminal, instead of standard input and output.
    public var descriptors: (input: Int32, output: Int32)

    public init(
        logPath: String? = nil, theme: Theme = .standard, depth: ColourDepth? = nil,
        pictureProtocol: PictureProtocol? = nil, usesMouse: Bool = true,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        descriptors: (input: Int32, output: Int32) = (0, 1)
    ) {
        self.logPath = logPath
        self.theme = theme
        self.depth = depth
        self.pictureProtocol = pictureProtocol
        self.usesMouse = usesMouse
        self.environment = environment
        self.descriptors = descriptors
    }
}
