import Terminal
public import Workbench

/// The workbench on the terminal: opens the screen, follows an engine, and returns when the user
/// leaves.
///
/// Call it on the process's main thread; it blocks there, and nothing else may be enqueued on the
/// main actor meanwhile.
@MainActor
public enum WorkbenchProgram {
    /// - Throws: `ScreenError` where there is no terminal, `ThemeError` for a theme that does not
    ///   exist or cannot be read. Nothing was asked of the engine then.
    public static func run(
        engine: any EngineControl, options: WorkbenchOptions
    ) throws -> WorkbenchOutcome {
        let library = ThemeLibrary(folders: options.themeFolders)
        let theme = try options.theme.map { try library.theme(named: $0) } ?? .standard
        let screen = try Screen(
            ScreenOptions(
                logPath: options.logFile, theme: theme, depth: options.colourDepth,
                pictureProtocol: options.pictureProtocol, usesMouse: options.usesMouse))
        defer { screen.close() }
        var loop = WorkbenchLoop(
            screen: screen, engine: engine, themes: library, options: options)
        return loop.run()
    }
}
