import Foundation
import Testing

/// The program as it was built, run as a user would, in folders of its own.
struct BuiltProgram: Sendable {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "cxrl-end-to-end-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    /// Calls `body` with the program, and removes its folders.
    static func use(_ body: (BuiltProgram) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { try? FileManager.default.removeItem(atPath: program.folder) }
        try body(program)
    }

    /// Beside the tests, or the one that `CXRL_PROGRAM` names: another build, such as the optimised
    /// one, which has had a defect that this one had not (resizes and SIGTERM were ignored).
    static var executable: String {
        if let given = ProcessInfo.processInfo.environment["CXRL_PROGRAM"] {
            return URL(fileURLWithPath: given).standardizedFileURL.path
        }
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("cxrl").path
    }

    /// The checkout, which holds Themes and Samples.
    static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// A model to train: the one that `CXRL_TEST_MODEL` names, else the miniature.
    static var model: String? {
        let given = ProcessInfo.processInfo.environment["CXRL_TEST_MODEL"]
        let path = given ?? checkout + "/Samples/miniature"
        return FileManager.default.fileExists(atPath: path + "/model_index.json") ? path : nil
    }

    var runs: String { folder + "/runs" }

    var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        for name in ["CXRL_RUNS", "TMUX", "NO_COLOR"] { environment[name] = nil }
        environment["HOME"] = folder
        for name in ["DATA", "CONFIG", "STATE", "CACHE"] {
            environment["XDG_\(name)_HOME"] = "\(folder)/\(name.lowercased())"
        }
        environment["CXRL_RUNS"] = runs
        environment["CXRL_NO_TOUR"] = "1"
        environment["CXRL_DATA"] = Self.checkout
        environment["LC_ALL"] = "C.UTF-8"
        return environment
    }

    /// Runs a command to its end; it has no terminal.
    func run(_ words: String...) throws -> Result { try run(words) }

    func run(_ words: [String]) throws -> Result {
        let process = try start(words)
        process.waitUntilExit()
        return try result(of: process)
    }

    /// Starts a command whose output goes to files of the folder.
    func start(_ words: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.executable)
        process.arguments = words
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try handle("output")
        process.standardError = try handle("errors")
        try process.run()
        return process
    }

    func result(of process: Process) throws -> Result {
        Result(status: process.terminationStatus, output: text("output"), errors: text("errors"))
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }

    /// Looks again and again until the program's output has the marker, it ends, or time is up.
    func wait(
        _ process: Process, for marker: String, seconds: Double = 240,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let end = Date().addingTimeInterval(seconds)
        while process.isRunning, Date() < end {
            if text("output").contains(marker) { return }
            usleep(20_000)
        }
        guard !text("output").contains(marker) else { return }
        Issue.record(
            "“\(marker)” did not come; the output was:\n\(text("output"))",
            sourceLocation: sourceLocation)
    }

    private func handle(_ name: String) throws -> FileHandle {
        let path = "\(folder)/\(name)"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        return try #require(FileHandle(forWritingAtPath: path))
    }
}
