import Configuration
import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct WalkTests {
    private static let keys: [Key] =
        KeyTable.standard.bindings.flatMap(\.keys)
        + [
            .character("x"), .character("漢"), .paste("Edema.\nNo mass. 👩‍⚕️"), .insert,
            .mouse(MouseEvent(.press, at: Point(12, 6))),
            .mouse(MouseEvent(.press, at: Point(40, 18))),
            .mouse(MouseEvent(.wheelDown, at: Point(3, 3))), .focus(false),
        ]

    @Test("Random keys, events and sizes never break the screen", arguments: [1, 2, 3] as [UInt64])
    func walk(seed: UInt64) {
        var numbers = WalkNumbers(state: seed)
        var scenario = Scenario.trained(epochs: seed == 1 ? 0 : 4)
        scenario.send(.settings(.success(Configuration())))
        var epoch = 10
        for step in 0..<1500 {
            if let key = Self.keys.randomElement(using: &numbers), key != .control("c") {
                scenario.press(key)
            }
            if step % 7 == 0 { scenario.answerTrajectories() }
            if step % 11 == 0 { scenario.wait(0.3) }
            if step % 50 == 0 {
                epoch += 1
                scenario.finish(epoch: epoch)
                let size = Size(
                    width: Int.random(in: 20...210, using: &numbers),
                    height: Int.random(in: 5...70, using: &numbers))
                scenario.send(.resize(size))
            }
            guard step % 5 == 0 else { continue }
            let lines = scenario.screen.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == scenario.model.size.height)
        }
    }

    @Test("Numbers beyond all reason are shown, not tripped over")
    func extremes() {
        var scenario = Scenario.trained(epochs: 2, width: 120)
        var report = EpochReport.example(epoch: 3)
        for key in report.metrics.keys { report.metrics[key] = .infinity }
        report.elapsed = .nan
        scenario.send(.event(.epochFinished(report)))
        var snapshot = Snapshot()
        snapshot.secondsLeft = 1e300
        snapshot.memory = .max
        (snapshot.completed, snapshot.total, snapshot.epochs) = (7, -3, .max)
        scenario.send(.snapshot(snapshot))
        scenario.wait(2)
        #expect(scenario.screen.contains("ratio max Inf"))
        #expect(scenario.screen.contains("about 11574 days"))
    }
}
