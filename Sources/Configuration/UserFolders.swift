/// The user's own places, after the XDG base directory specification.
public struct UserFolders: Sendable, Equatable {
    private let environment: [String: String]
    private let home: String

    /// - Parameters:
    ///   - environment: the process's.
    ///   - home: the home folder, where the environment does not name one.
    public init(environment: [String: String], home: String = "/") {
        self.environment = environment
        self.home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
    }

    /// `$XDG_DATA_HOME/cxrl`, `~/.local/share/cxrl` by default.
    public var data: String { folder("XDG_DATA_HOME", default: ".local/share") }

    /// `$XDG_CONFIG_HOME/cxrl`, `~/.config/cxrl` by default.
    public var configuration: String { folder("XDG_CONFIG_HOME", default: ".config") }

    /// `$XDG_STATE_HOME/cxrl`, `~/.local/state/cxrl` by default: unfinished work that is no run.
    public var state: String { folder("XDG_STATE_HOME", default: ".local/state") }

    /// `$XDG_CACHE_HOME/cxrl`, `~/.cache/cxrl` by default.
    public var cache: String { folder("XDG_CACHE_HOME", default: ".cache") }

    /// The user's themes, which win over the program's.
    public var themes: String { configuration + "/themes" }

    /// The user's own settings, applied above presets where it exists.
    public var configurationFile: String { configuration + "/config.json" }

    /// The user's own keys, where it exists.
    public var keyFile: String { configuration + "/keys.json" }

    /// Is there once the tour of the workbench was shown.
    public var tourMark: String { state + "/tour" }

    /// Where run folders are made: `--runs`, else `$CXRL_RUNS`, else below the data folder.
    public func runs(option: String? = nil) -> String {
        if let option, !option.isEmpty { return option }
        if let variable = environment["CXRL_RUNS"], !variable.isEmpty { return variable }
        return data + "/runs"
    }

    /// The specification has relative paths ignored.
    private func folder(_ variable: String, default place: String) -> String {
        if let path = environment[variable], path.hasPrefix("/") { return path + "/cxrl" }
        return (home == "/" ? "" : home) + "/" + place + "/cxrl"
    }
}
