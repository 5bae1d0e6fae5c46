public import Terminal

/// How a workbench looks and what it may do.
public struct WorkbenchOptions: Sendable {
    /// A theme's name; nil takes the default one.
    public var theme: String?
    /// Folders with `*.theme` files; earlier ones win.
    public var themeFolders: [String] = []
    /// Nil takes the best one that the terminal has.
    public var pictureProtocol: PictureProtocol?
    public var usesMouse = true
    /// Nil takes what the terminal has, or none where `NO_COLOR` is set.
    public var colourDepth: ColourDepth?
    /// Takes what libraries write to standard output and standard error.
    public var logFile: String?
    /// A folder with a tokenizer; nil looks in the run's model folder.
    public var tokenizerFolder: String?
    /// Whether training starts as soon as the engine is ready.
    public var startsTraining = true
    /// Whether the engine only follows a run of another process: leaving then asks nothing.
    public var isWatching = false
    /// Whether the engine is at work in another process: the run goes on when it is left.
    public var isAttached = false
    /// The command that goes on with the run, without the run's folder.
    public var resumeCommand = "cxrl --resume --run"
    public var keys = KeyTable.standard
    /// A file that says that this user has seen the tour; it is shown by itself where the file is not
    /// there and can be made. Nil: only when it is asked for.
    public var tourMark: String?

    public init() {}
}
