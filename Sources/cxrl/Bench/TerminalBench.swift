import Configuration
import Foundation
import Runs
import Studies
import Terminal
import Workbench

/// What the workbench costs, and how quickly it answers, while it trains.
struct TerminalBench {
    private let launch: BenchLaunch
    private let repeats: Int
    /// In each pane.
    private let keys: Int
    /// Of each measurement that takes a time.
    private let seconds: Double

    private static let small = Size(width: 80, height: 24)
    private static let large = Size(width: 200, height: 60)

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        launch = try BenchLaunch(arguments, surroundings)
        // What is wrong with the settings is said before anything is started.
        _ = try ConfigurationOptions.configuration(arguments, surroundings).validated()
        repeats = try arguments.integer("--repeats", in: 1...1000) ?? 5
        keys = try arguments.integer("--keys", in: 1...100_000) ?? 200
        seconds = try arguments.number("--seconds", in: 0.1...3600) ?? 10
    }

    func run() throws -> BenchReport {
        var report = BenchReport(workload: "terminal")
        report.measures = try workbench()
        report.facts = [("pictures", .string(launch.pictures.rawValue))]
        var slowdown = ScreenSlowdown(launch)
        try slowdown.measure(pairs: repeats)
        report.measures += Self.measures(slowdown)
        report.seconds = [
            ("epoch_with_screen", slowdown.pairs.map(\.with)),
            ("epoch_without", slowdown.pairs.map(\.without)),
        ]
        return report
    }

    // MARK: One workbench

    private func workbench() throws -> [BenchMeasure] {
        let workbench = try BenchedWorkbench(launch, epochs: 1_000_000, size: Self.small)
        defer { workbench.child.end() }
        // From then on there are curves, and trajectories to step through.
        try workbench.wait(for: "The end of an epoch") { try $0.finishedEpochs() > 0 }
        let latency = try keyLatency(workbench.child)
        let traffic = try traffic(workbench.child)
        return latency + traffic + [try idleShare(workbench)]
    }

    /// Keys that move something which nothing else moves, in a small list, in twelve curves, and
    /// in pictures.
    private func keyLatency(_ child: ChildOnTerminal) throws -> [BenchMeasure] {
        var generator = SeededGenerator(seed: 1)
        let movement = KeyLatency(keys: ["j", "k"], marker: "▸")
        let steps = KeyLatency(keys: ["h", "l"], marker: "━")
        let walks = [
            ("prompts", "4", Self.small, movement), ("curves", "1", Self.large, movement),
            ("trajectory", "3", Self.large, steps),
        ]
        var all: [Double] = []
        var slowest: [BenchMeasure] = []
        for (name, pane, size, latency) in walks {
            try show(pane, at: size, child)
            let seconds = try latency.measure(child, count: keys, &generator)
            all += seconds
            slowest.append(Self.milliseconds("\(name)_p99", seconds.quantile(0.99)))
        }
        return [
            Self.milliseconds("median", all.median),
            Self.milliseconds("p99", all.quantile(0.99), budget: 16),
        ] + slowest + [BenchMeasure(name: "keys", value: Double(all.count))]
    }

    private static func milliseconds(
        _ name: String, _ seconds: Double, budget: Double? = nil
    ) -> BenchMeasure {
        BenchMeasure(
            name: "key_to_redraw_\(name)_ms", value: seconds * 1000, unit: "ms", budget: budget)
    }

    /// What is sent, and the share of one processor that goes into it while the others train: the
    /// screen's cost that the noise of whole epochs hides.
    private func traffic(_ child: ChildOnTerminal) throws -> [BenchMeasure] {
        try [Self.small, Self.large].flatMap { size in
            try show("1", at: size, child)
            let before = try child.drawingTime()
            let traffic = try ScreenTraffic(child, seconds: seconds)
            let share = try (child.drawingTime() - before) / seconds
            let name = "\(size.width)x\(size.height)"
            return [
                BenchMeasure(
                    name: "bytes_per_frame_\(name)", value: traffic.bytesPerFrame.rounded()),
                BenchMeasure(
                    name: "frames_per_second_\(name)", value: traffic.framesPerSecond, budget: 15),
                BenchMeasure(
                    name: "bytes_per_second_\(name)", value: traffic.bytesPerSecond.rounded(),
                    budget: 524_288),
                BenchMeasure(
                    name: "drawing_cpu_percent_\(name)", value: share * 100, unit: "%", budget: 2),
            ]
        }
    }

    /// The share of one processor that a paused workbench takes.
    private func idleShare(_ workbench: BenchedWorkbench) throws -> BenchMeasure {
        workbench.child.type("P")
        try workbench.wait(for: "The pause") { try $0.state()?.state.phase == .paused }
        // What the status line says of it goes by itself, and workers of the last piece of work
        // spin for a while.
        try workbench.child.drain(seconds: 6)
        let before = workbench.child.processorTime
        let start = ContinuousClock.now
        try workbench.child.drain(seconds: seconds)
        let spent = (ContinuousClock.now - start) / .seconds(1)
        let share = (workbench.child.processorTime - before) / spent
        return BenchMeasure(name: "idle_cpu_percent", value: share * 100, unit: "%", budget: 0.1)
    }

    private func show(_ pane: String, at size: Size, _ child: ChildOnTerminal) throws {
        child.resize(to: size)
        child.type(pane)
        try child.drain(seconds: 1)
    }

    // MARK: Pairs of epochs

    private static func measures(_ slowdown: ScreenSlowdown) -> [BenchMeasure] {
        let interval = Bootstrap.medianInterval(slowdown.ratios)
        func percent(_ ratio: Double) -> Double { (ratio - 1) * 100 }
        return [
            BenchMeasure(
                name: "slowdown_percent", value: percent(slowdown.ratios.median), unit: "%",
                budget: 2),
            BenchMeasure(name: "slowdown_low_percent", value: percent(interval.low), unit: "%"),
            BenchMeasure(name: "slowdown_high_percent", value: percent(interval.high), unit: "%"),
            BenchMeasure(name: "pairs", value: Double(slowdown.pairs.count)),
        ]
    }
}
