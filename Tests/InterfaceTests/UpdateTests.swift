import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct UpdateTests {
    @Test("Training starts by itself once the engine is ready, and only the first time")
    func starts() {
        var scenario = Scenario()
        scenario.send(.event(.runOpened(.example)))
        scenario.send(.event(.phaseChanged(.ready)))
        #expect(scenario.takeEffects().contains(.perform(.start)))
        #expect(!scenario.screen.contains("starts training"))
        scenario.send(.event(.phaseChanged(.ready)))
        #expect(scenario.screen.contains("starts training"))
        #expect(!scenario.takeEffects().contains(.perform(.start)))
    }

    @Test("The log of a resumed run begins with what earlier sessions said, which alerts nobody")
    func earlierLog() {
        var scenario = Scenario(width: 100)
        scenario.send(.event(.runOpened(.example)))
        #expect(scenario.takeEffects().contains(.loadLog(run: RunDescription.example.folder)))
        let earlier = LogLine(
            level: .warning, text: "A prompt was cut.", time: Scenario.start - 864_000)
        scenario.send(.earlierLog(.success([earlier])))
        #expect(scenario.model.log.lines.first == earlier)
        #expect(scenario.model.log.unseen == 0)
        scenario.press(.character("5"))
        // ten days before the fourteenth of November
        #expect(scenario.screen.contains("Nov    warning A prompt was cut."))
        scenario.press(.character("g"), .enter)
        #expect(scenario.screen.contains("Nov 2023, "))
    }

    @Test("The log of a run elsewhere comes with its past, and is not read twice")
    func logElsewhere() {
        for isWatching in [true, false] {
            var settings = Model.Settings()
            (settings.isWatching, settings.isAttached) = (isWatching, !isWatching)
            var scenario = Scenario(settings: settings)
            scenario.send(.event(.runOpened(.example)))
            #expect(
                !scenario.takeEffects().contains(.loadLog(run: RunDescription.example.folder)))
        }
    }

    @Test("A watcher starts nothing, and its keys say whose run it is")
    func watching() {
        var settings = Model.Settings()
        settings.isWatching = true
        var scenario = Scenario.trained(settings: settings)
        #expect(scenario.takeEffects().isEmpty)
        scenario.press(.character("P"))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("belongs to another process"))
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [.leave(.left)])
    }

    @Test("P pauses and resumes training from every pane", arguments: Pane.allCases)
    func pauses(pane: Pane) {
        var scenario = Scenario.trained()
        scenario.press(.character(Character("\(pane.rawValue)")))
        _ = scenario.takeEffects()
        scenario.press(.character("P"))
        #expect(scenario.takeEffects() == [.perform(.pause)])
        scenario.send(.event(.phaseChanged(.paused)))
        scenario.press(.character("P"))
        #expect(scenario.takeEffects() == [.perform(.resume)])
    }

    @Test("q asks while training; s stops, waits for the checkpoint, and leaves")
    func stops() {
        var scenario = Scenario.trained()
        scenario.press(.character("q"))
        #expect(scenario.takeEffects().isEmpty)
        scenario.press(.character("s"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
        scenario.send(.event(.phaseChanged(.stopping)))
        #expect(scenario.takeEffects().isEmpty)
        scenario.send(.event(.phaseChanged(.stopped)))
        #expect(scenario.takeEffects() == [.leave(.stopped)])
    }

    @Test("Ctrl-C stops cleanly the first time and leaves at once the second time")
    func interrupts() {
        var scenario = Scenario.trained()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.leave(.abandoned)])
    }

    @Test("A signal saves before the process ends, and says which signal it was")
    func signals() {
        var scenario = Scenario.trained()
        scenario.send(.signal(.terminate))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
        scenario.send(.event(.phaseChanged(.stopped)))
        #expect(scenario.takeEffects() == [.leave(.signal(15))])
    }

    @Test("After a signal the process ends too where the run cannot be saved")
    func unsavable() {
        var scenario = Scenario.trained()
        scenario.send(.signal(.hangUp))
        _ = scenario.takeEffects()
        scenario.send(.refused(.stop, reason: "The run's folder is gone."))
        #expect(scenario.takeEffects() == [.leave(.signal(1))])
    }

    @Test("Ctrl-C stays where the run cannot be saved, and says why")
    func refusedStop() {
        var scenario = Scenario.trained()
        scenario.press(.control("c"))
        _ = scenario.takeEffects()
        scenario.send(.refused(.stop, reason: "The run's folder is gone."))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("The run's folder is gone."))
    }

    @Test("Esc backs out one level at a time and never leaves")
    func backsOut() {
        var scenario = Scenario.trained()
        scenario.press(.left, .character("z"), .character("?"))
        #expect(scenario.model.overlay != nil)
        scenario.press(.escape)
        #expect(scenario.model.overlay == nil)
        #expect(scenario.model.isZoomed)
        scenario.press(.escape)
        #expect(!scenario.model.isZoomed)
        #expect(scenario.model.curves.inspected != nil)
        scenario.press(.escape)
        #expect(scenario.model.curves.inspected == nil)
        scenario.press(.escape, .escape)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("A refused command is shown with its reason, in the status line and in the log")
    func refusal() {
        var scenario = Scenario.trained()
        scenario.send(.refused(.saveCheckpoint, reason: "The disk is full; free some space."))
        #expect(scenario.screen.contains("The disk is full"))
        #expect(scenario.model.log.lines.last?.text == "The disk is full; free some space.")
        scenario.wait(6)
        #expect(!scenario.screen.contains("The disk is full"))
    }

    @Test("A tick without anything due asks for no frame; the clock's second does")
    func idle() {
        var scenario = Scenario.trained()
        scenario.model.needsDrawing = false
        scenario.wait(0.2)
        #expect(!scenario.model.needsDrawing)
        scenario.wait(1)
        #expect(scenario.model.needsDrawing)
        scenario.send(.event(.phaseChanged(.paused)))
        #expect(scenario.model.nextTick == nil)
    }

    @Test("Warnings count as alerts until the log is seen, those of before the start do not")
    func alerts() {
        var scenario = Scenario.trained()
        let old = Interface.LogLine(level: .alarm, text: "long ago", time: Scenario.start - 100)
        let new = Interface.LogLine(level: .alarm, text: "now", time: Scenario.start + 1)
        scenario.send(.event(.message(old)))
        #expect(scenario.model.log.unseen == 0)
        scenario.send(.event(.message(new)))
        #expect(scenario.screen.contains("1 alert"))
        scenario.press(.character("5"), .character("1"))
        #expect(!scenario.screen.contains("alert"))
    }

    @Test("Commands have the actions' names, complete, and explain themselves when wrong")
    func commands() {
        var scenario = Scenario.trained()
        scenario.press(.character(":"))
        scenario.type("traj")
        scenario.press(.tab, .enter)
        #expect(scenario.model.pane == .trajectory)
        _ = scenario.takeEffects()
        scenario.press(.character(":"))
        scenario.type("weight posture 0.5")
        scenario.press(.enter)
        #expect(
            scenario.takeEffects() == [.perform(.setRewardWeight(reward: "posture", weight: 0.5))])
        scenario.press(.character(":"))
        scenario.type("weight beauty 1")
        scenario.press(.enter)
        #expect(scenario.screen.contains("weight REWARD NUMBER"))
        scenario.press(.character(":"))
        scenario.type("wieght")
        scenario.press(.enter)
        #expect(scenario.screen.contains("no command “wieght”"))
        scenario.press(.character(":"), .up, .up)
        #expect(scenario.screen.contains(":weight beauty 1"))
    }
}
