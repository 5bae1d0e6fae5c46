import Terminal
import Testing
import Workbench

@testable import Interface

@Suite("An attached workbench") struct AttachedTests {
    private func attached(_ phase: Phase = .training) -> Scenario {
        var settings = Model.Settings()
        settings.isAttached = true
        settings.startsTraining = false
        var scenario = Scenario.trained(settings: settings)
        scenario.send(.event(.phaseChanged(phase)))
        _ = scenario.takeEffects()
        return scenario
    }

    @Test("starts nothing by itself, and has every control")
    func control() {
        var scenario = attached(.ready)
        scenario.send(.event(.phaseChanged(.paused)))
        #expect(scenario.takeEffects().isEmpty)
        scenario.press(.character("P"))
        #expect(scenario.takeEffects() == [.perform(.resume)])
        #expect(scenario.screen.contains("attached ·"))
    }

    @Test("is asked about by q: Enter leaves the run running, s stops it")
    func asks() {
        var scenario = attached()
        scenario.press(.character("q"))
        #expect(scenario.screen.contains("leave it running; `cxrl attach` comes back"))
        #expect(scenario.takeEffects().isEmpty)
        scenario.press(.enter)
        #expect(scenario.takeEffects() == [.leave(.left)])
        scenario.press(.escape, .character("q"), .character("s"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
    }

    @Test("leaves the run running on Ctrl-C and on signals")
    func signals() {
        var scenario = attached()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.leave(.left)])
        scenario.send(.signal(.hangUp))
        #expect(scenario.takeEffects() == [.leave(.signal(1))])
    }

    @Test("says in its summary that the run goes on, and how to come back")
    func summary() {
        let text = RunSummary.text(attached().model, reason: .left)
        #expect(text.contains("left while training; it goes on"))
        #expect(text.contains("cxrl attach /runs/"))
        #expect(!text.contains("resume"))
        let stopped = RunSummary.text(attached(.stopped).model, reason: .stopped)
        #expect(stopped.contains("resume"))
    }

    @Test("alone knows the command detach")
    func command() {
        var scenario = attached()
        scenario.type(":detach")
        scenario.press(.enter)
        #expect(scenario.takeEffects() == [.leave(.left)])
        var own = Scenario.trained()
        own.type(":detach")
        own.press(.enter)
        #expect(own.takeEffects().isEmpty)
        #expect(own.screen.contains("This process trains the run itself"))
    }
}
