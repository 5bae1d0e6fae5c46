import Foundation
import Runs
import Studies
import Terminal
import Workbench

/// How much longer an epoch takes behind the workbench than behind the line printer.
struct ScreenSlowdown {
    /// Seconds of an epoch with the screen, and of the same without.
    private(set) var pairs: [(with: Double, without: Double)] = []
    private let launch: BenchLaunch

    /// The first epoch fills caches and does not count.
    private static let epochs = 2

    init(_ launch: BenchLaunch) {
        self.launch = launch
    }

    /// The order alternates, so that a drift of the machine cancels.
    mutating func measure(pairs count: Int) throws {
        for index in 0..<count {
            if index.isMultiple(of: 2) {
                let with = try secondsWithScreen()
                pairs.append((with, try secondsWithout()))
            } else {
                let without = try secondsWithout()
                pairs.append((try secondsWithScreen(), without))
            }
        }
    }

    /// With over without.
    var ratios: [Double] { pairs.map { $0.with / $0.without } }

    private func secondsWithScreen() throws -> Double {
        let workbench = try BenchedWorkbench(
            launch, epochs: Self.epochs, size: Size(width: 80, height: 24))
        defer { workbench.child.end() }
        try workbench.wait(for: "The end of an epoch") {
            try $0.finishedEpochs() == Self.epochs
        }
        return try Self.seconds(workbench.reader())
    }

    private func secondsWithout() throws -> Double {
        let run = launch.newRun()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: launch.executable)
        process.arguments = ["train"] + launch.words(run: run, epochs: Self.epochs)
        process.environment = launch.environment
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("`cxrl train` ended with \(process.terminationStatus).")
        }
        return try Self.seconds(RunReader(RunFolder(path: run)))
    }

    /// Of the last epoch; the anchor's images are made once.
    private static func seconds(_ reader: RunReader) throws -> Double {
        let metrics = try reader.history.reports().last?.metrics ?? [:]
        return (metrics["time/epoch"] ?? .nan) - (metrics["time/anchoring"] ?? 0)
    }
}
