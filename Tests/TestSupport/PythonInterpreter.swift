internal import Foundation

/// A Python for tests of the scripts that the project ships: `CXRL_PYTHON`, else a `python3`.
public struct PythonInterpreter: Sendable {
    private let path: String

    /// - Parameter modules: what it must be able to import; `nil` where none can.
    public init?(with modules: String...) {
        let environment = ProcessInfo.processInfo.environment
        let found = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        let candidates = environment["CXRL_PYTHON"].map { [$0] } ?? found
        let imports = "import " + modules.joined(separator: ", ")
        let able = candidates.first {
            FileManager.default.isExecutableFile(atPath: $0)
                && (try? Self.run($0, ["-c", imports], in: NSTemporaryDirectory()).status) == 0
        }
        guard let able else { return nil }
        path = able
    }

    /// - Returns: the exit status, and what was written as errors.
    public func run(
        _ arguments: [String], in folder: String
    ) throws -> (status: Int32, errors: String) {
        try Self.run(path, arguments, in: folder)
    }

    private static func run(
        _ path: String, _ arguments: [String], in folder: String
    ) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
