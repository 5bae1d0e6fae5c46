import Configuration
import Foundation
import Runs

/// The places and the environment that this process was started with.
struct Surroundings {
    let environment = ProcessInfo.processInfo.environment
    /// Real path, links resolved.
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let folders: UserFolders

    init() {
        folders = UserFolders(environment: environment, home: NSHomeDirectory())
    }

    static let dataOption = OptionDeclaration(
        "--data", "DIR", "folder with Themes and Samples (default: $CXRL_DATA, or found)")
    static let runsOption = OptionDeclaration(
        "--runs", "DIR", "folder of all runs (default: $CXRL_RUNS, or ~/.local/share/cxrl/runs)")

    func dataFolder(_ arguments: Arguments) throws -> DataFolder {
        try DataFolder.locate(
            option: arguments.value(Self.dataOption.name), environment: environment,
            executable: executable)
    }

    func runList(_ arguments: Arguments) -> RunList {
        let root = folders.runs(option: arguments.value(Self.runsOption.name))
        return RunList(root: URL(fileURLWithPath: root).standardized.path)
    }

    /// Folders with themes: the user's own win.
    func themeFolders(_ arguments: Arguments) -> [String] {
        let shipped = (try? dataFolder(arguments)).map { [$0.themes] } ?? []
        return [folders.themes] + shipped
    }
}
