import Foundation
import Testing

/// Faults of the program's own making: a library that a test loads into it makes one on a signal.
@Suite(
    "Faults",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: compiler != nil, "clang++ is not in the path"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"))
struct FaultTests {
    @Test(
        "A trap and an exception that nobody catches leave the terminal whole and say what they were",
        arguments: [("trap", "SIGILL", SIGILL), ("exception", "SIGABRT", SIGABRT)])
    func fault(kind: String, name: String, signal: Int32) throws {
        try BuiltProgram.use { program in
            let library = program.folder + "/fault.so"
            try compile(to: library)
            let path = program.folder + "/fault.scenario"
            try """
            # \(kind)
            env LD_PRELOAD=\(library)
            env CXRL_FAULT=\(kind)
            with --run \(program.runs)/faulty
            start train
            see ● training
            see 2/100000
            signal USR2
            see cxrl was ended by \(name)
            status \(128 + signal)
            modes 0 0 1
            """.write(toFile: path, atomically: true, encoding: .utf8)
            try ScenarioPlayer(ScenarioFile(path: path), program: program).play()
            let resumed = try program.run(
                "train", "--resume", "--epochs", "2", "--run", "\(program.runs)/faulty")
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(resumed.output.hasSuffix("complete\n"))
        }
    }

    private func compile(to library: String) throws {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Faults/fault.cpp").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(compiler))
        process.arguments = ["-shared", "-fPIC", "-o", library, source]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}

/// Comes with Swift.
private let compiler: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/clang++" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}()
