import Terminal
import Testing

@testable import Interface

@Suite struct KeyTableTests {
    @Test("No key means two things in one scope", arguments: Scope.allCases)
    func conflicts(scope: Scope) {
        let keys = KeyTable.standard.bindings(in: scope).flatMap(\.keys)
        let doubled = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(doubled.isEmpty, "\(doubled.map(\.name)) in \(scope.title)")
    }

    @Test("Every action has a line of explanation of its own, and a name for the command line")
    func descriptions() {
        let summaries = Action.allCases.map(\.summary)
        #expect(Set(summaries).count == summaries.count)
        #expect(summaries.allSatisfy { $0.count > 3 })
        #expect(Action.allCases.allSatisfy { !$0.rawValue.contains(" ") })
    }

    @Test("Every action can be reached by a key or a command")
    func reachable() {
        let bound = Set(KeyTable.standard.bindings.map(\.action))
        #expect(Action.allCases.filter { !bound.contains($0) && !$0.isCommand } == [])
    }

    @Test("Letters are text wherever text is taken", arguments: Scope.allCases.filter(\.takesText))
    func letters(scope: Scope) {
        for binding in KeyTable.standard.bindings(in: scope) {
            for key in binding.keys {
                if case .character = key { Issue.record("\(key.name) in \(scope.title)") }
            }
        }
    }

    @Test("Arrows and hjkl do the same in every pane and only move")
    func movement() {
        let pairs: [(Key, Key, Action)] = [
            (.left, .character("h"), .left), (.down, .character("j"), .down),
            (.up, .character("k"), .up), (.right, .character("l"), .right),
        ]
        for scope in Scope.panes {
            for (arrow, letter, action) in pairs {
                let one = KeyTable.standard.binding(for: arrow, in: scope)?.action
                let other = KeyTable.standard.binding(for: letter, in: scope)?.action
                #expect(one == other)
                #expect(one == nil || one == action)
            }
        }
    }

    @Test("The keys that conventions fix do in each pane what they should")
    func conventions() {
        let expected: [(Key, Action, [Scope])] = [
            (.character("z"), .zoom, Array(Scope.panes)),
            (.escape, .back, Array(Scope.panes)),
            (.character("P"), .toggleTraining, Array(Scope.panes)),
            (.character("?"), .help, Array(Scope.panes)),
            (.character(":"), .command, Array(Scope.panes)),
            (.character("q"), .quit, Array(Scope.panes)),
            (.space, .play, [.trajectory]),
            (.character("L"), .link, [.trajectory]),
            (.character("v"), .view, [.trajectory]),
            (.character("s"), .smoother, [.curves]),
            (.character("y"), .logAxis, [.curves]),
            (.character("i"), .cyclePictures, [.curves, .rewards, .trajectory, .log]),
            (.character("i"), .edit, [.prompts]),
            (.character("/"), .filter, [.rewards, .prompts, .log, .settings]),
            (.control("c"), .interrupt, Scope.allCases),
        ]
        for (key, action, scopes) in expected {
            for scope in scopes {
                #expect(
                    KeyTable.standard.binding(for: key, in: scope)?.action == action,
                    "\(key.name) in \(scope.title)")
            }
        }
    }

    @Test("Help shows every key of the pane and every command")
    func help() {
        var scenario = Scenario.trained(width: 100, height: 200)
        scenario.press(.character("3"), .character("?"))
        let screen = scenario.screen
        for binding in KeyTable.standard.bindings(in: .trajectory) {
            #expect(screen.contains(binding.description.prefix(60)), "\(binding.action)")
        }
        for action in Action.allCases where action.isCommand {
            #expect(screen.contains(action.rawValue))
        }
    }

    @Test(
        "Help over runs, alarms and variations has their keys, and gives them back",
        arguments: [("R", Scope.runs), ("!", .alarms), ("V", .sheet)])
    func helpOverWindows(key: String, scope: Scope) {
        var scenario = Scenario.trained(width: 100, height: 200)
        scenario.press(.character("4"), .character(Character(key)))
        let overlay = scenario.model.overlay
        for help in [Key.character("?"), .function(1)] {
            scenario.press(help)
            let screen = scenario.screen
            for binding in KeyTable.standard.bindings(in: scope) {
                #expect(screen.contains(binding.description.prefix(60)), "\(binding.action)")
            }
            scenario.press(.escape)
            #expect(overlay?.scope == scope && scenario.model.overlay == overlay)
        }
    }

    @Test("Help scrolls to its end and no further")
    func helpScrolls() {
        var scenario = Scenario.trained(width: 60, height: 16)
        scenario.press(.character("?"), .end, .pageDown, .down)
        #expect(scenario.screen.contains(Action.leaveNow.rawValue))
        #expect(!scenario.screen.contains("more ↓"))
        scenario.press(.character("g"))
        #expect(scenario.screen.contains("inspect the epoch before"))
        scenario.press(.escape)
        #expect(scenario.model.overlay == nil)
    }
}
