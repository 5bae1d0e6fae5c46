import Foundation
import Testing

/// Every file of `Scenarios`, played in a terminal of tmux.
///
/// `CXRL_PROGRAM=.build/release/cxrl swift test --filter ScenarioTests` plays them with another
/// build of the program: an optimised one has had defects that others do not have.
@Suite(
    "Scenarios",
    .enabled(if: TmuxScreen.isAvailable, "tmux is not installed"),
    .enabled(if: BuiltProgram.model != nil, "Samples/miniature is not there"))
struct ScenarioTests {
    @Test("of panes, overlays and editors", arguments: ScenarioFile.all(in: "Scenarios"))
    func panes(_ scenario: ScenarioFile) throws {
        try play(scenario)
    }

    @Test(
        "of sizes, signals and ways to leave",
        arguments: ScenarioFile.all(in: "Scenarios/Signals"))
    func signals(_ scenario: ScenarioFile) throws {
        try play(scenario)
    }

    @Test("are at least sixty, each with a name of its own")
    func count() {
        let names = (ScenarioFile.all(in: "Scenarios") + ScenarioFile.all(in: "Scenarios/Signals"))
            .map(\.description)
        #expect(names.count >= 60)
        #expect(Set(names).count == names.count)
    }

    private func play(_ scenario: ScenarioFile) throws {
        guard scenario.start != .train else {
            return try BuiltProgram.use { try ScenarioPlayer(scenario, program: $0).play() }
        }
        try ScenarioPlayer(scenario, program: SharedRuns.made.get().program).play()
    }
}
