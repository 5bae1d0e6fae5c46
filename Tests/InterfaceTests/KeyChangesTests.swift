import Foundation
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite("Keys of a user's own") struct KeyChangesTests {
    private func table(_ json: String) throws -> KeyTable {
        try KeyTable(json: Data(json.utf8), source: "keys.json")
    }

    private func scenario(_ json: String, width: Int = 100, height: Int = 40) throws -> Scenario {
        var settings = Model.Settings()
        settings.keys = try table(json)
        return .trained(width: width, height: height, settings: settings)
    }

    @Test("replace those of the action in the scope that is named, and nowhere else")
    func scoped() throws {
        let table = try table(#"{"curves": {"smoother": ["F5", "e"]}}"#)
        #expect(table.keys(of: .smoother, in: .curves) == [.function(5), .character("e")])
        #expect(table.binding(for: .character("s"), in: .curves) == nil)
        #expect(table.binding(for: .character("e"), in: .curves)?.action == .smoother)
        #expect(table.binding(for: .character("e"), in: .rewards) == nil)
    }

    @Test("hold everywhere where that is asked for, letters not where they are text")
    func everywhere() throws {
        let table = try table(#"{"everywhere": {"pause": "p", "save": ["F2", "e"]}}"#)
        for scope in Scope.panes.union([.alarms]) {
            #expect(table.keys(of: .toggleTraining, in: scope) == [.character("p")])
        }
        #expect(table.keys(of: .save, in: .log) == [.function(2), .character("e")])
        #expect(table.keys(of: .save, in: .editor) == [.function(2)])
    }

    @Test("of a scope win over those of everywhere")
    func precedence() throws {
        let table = try table(#"{"everywhere": {"zoom": "F3"}, "log": {"zoom": "F4"}}"#)
        #expect(table.keys(of: .zoom, in: .curves) == [.function(3)])
        #expect(table.keys(of: .zoom, in: .log) == [.function(4)])
    }

    @Test("can be given to commands that have none there, and taken from commands")
    func addedAndTaken() throws {
        let table = try table(
            #"{"log": {"save": [], "leave-now": "F9"}, "rewards": {"smoother": "F5"}}"#)
        #expect(table.binding(for: .control("s"), in: .log) == nil)
        #expect(table.binding(for: .control("s"), in: .curves)?.action == .save)
        #expect(table.binding(for: .function(9), in: .log)?.action == .leaveNow)
        #expect(table.binding(for: .function(5), in: .rewards)?.action == .smoother)
    }

    @Test("do what they say, and the old ones nothing")
    func dispatch() throws {
        var scenario = try scenario(#"{"everywhere": {"pause": "F5", "quit": "Q"}}"#)
        scenario.press(.character("P"), .character("q"))
        #expect(scenario.takeEffects() == [])
        #expect(scenario.model.overlay == nil)
        scenario.press(.function(5))
        #expect(scenario.takeEffects() == [.perform(.pause)])
        scenario.press(.character("Q"))
        #expect(scenario.model.overlay == .leaving)
    }

    @Test("leave a screen that is too small")
    func tooSmall() throws {
        var scenario = try scenario(#"{"everywhere": {"quit": "Q"}}"#, width: 40, height: 10)
        #expect(scenario.screen.contains("Q stops, saves and leaves"))
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [])
        scenario.press(.character("Q"))
        #expect(scenario.takeEffects() == [.perform(.stop), .interrupt])
    }

    @Test("are what footer, help, palette, windows and sentences show")
    func shown() throws {
        var scenario = try scenario(
            """
            {"everywhere": {"pause": "F5", "log": "F6", "quit": "F10"},
             "curves": {"smoother": "e"}, "leaving": {"stop-and-leave": "w"}}
            """)
        let footer = scenario.screen.split(separator: "\n").last ?? ""
        #expect(footer.contains("e smooth"))
        #expect(footer.contains("F5 pause"))
        scenario.press(.character("?"))
        #expect(scenario.screen.contains("F5              start, pause or resume training"))
        scenario.press(.escape, .character(":"))
        scenario.type("pau")
        #expect(scenario.screen.contains("pause (F5)"))
        scenario.type("se")
        #expect(scenario.screen.contains("start, pause or resume training (F5)"))
        scenario.press(.escape, .function(10))
        #expect(scenario.screen.contains("w     stop and save"))
        scenario.press(.escape)
        scenario.send(.event(.phaseChanged(.paused)))
        #expect(scenario.screen.contains("paused, F5 resumes"))
        scenario.send(.event(.phaseChanged(.failed)))
        #expect(scenario.screen.contains("the log (F6) says why"))
    }

    @Test("name both actions of a footer's hint, apart where they are long")
    func pairs() throws {
        let table = try table(#"{"curves": {"left": "F7", "right": "F8"}}"#)
        #expect(table.hints(in: .curves).first?.keys == "F7/F8")
        #expect(KeyTable.standard.hints(in: .curves).first?.keys == "←→")
    }

    @Test(
        "that cannot be meant are refused with the nearest name and a remedy",
        arguments: [
            (#"{"curve": {"smoother": "e"}}"#, "There is no scope “curve”: did you mean curves?"),
            (#"{"curves": {"smother": "e"}}"#, "no action “smother”: did you mean smoother?"),
            (#"{"curves": {"smoother": "Spce"}}"#, "no key “Spce”: did you mean Space?"),
            (
                #"{"curves": {"smoother": "y"}}"#,
                "In curves “y” would mean smoother and log-axis: give one of them another key."
            ),
            (
                #"{"runs": {"smoother": "e"}}"#,
                "In runs there is no smoother: it belongs to curves."
            ),
            (#"{"editor": {"draw": "d"}}"#, "In editor “d” is text: give draw a key such as"),
            (#"{"curves": {"left": []}}"#, "left needs a key"),
            (#"{"log": {"save": "Ctrl-z"}}"#, "Ctrl-z is kept by the terminal"),
            (#"{"everywhere": {"interrupt": "F9"}}"#, "Ctrl-c always saves and leaves"),
            (#"{"curves": "e"}"#, "holds no keys: write {\"SCOPE\": {\"ACTION\": \"KEY\"}}"),
            ("{", "holds no keys"),
        ])
    func refused(json: String, sentence: String) {
        #expect {
            try table(json)
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("keys.json") && text.contains(sentence)
                && !text.contains("\n")
        }
    }

    @Test("of a file with several mistakes are refused with a line for each")
    func several() {
        #expect {
            try table(#"{"curves": {"smother": "e"}, "lug": {"save": "x"}}"#)
        } throws: { error in
            "\(error)".split(separator: "\n").count == 2
        }
    }

    @Test("come out of the listing as a file that makes the same table, changed or not")
    func listing() throws {
        let changed = """
            {"everywhere": {"pause": "F5"}, "curves": {"smoother": [], "save": "F2"},
             "rewards": {"leave-now": "F8"}}
            """
        for json in ["{}", changed] {
            let table = try table(json)
            var content: [String: [String: [String]]] = [:]
            for entry in table.entries {
                #expect(content[entry.scope]?[entry.action] == nil, "\(entry.action) comes twice")
                content[entry.scope, default: [:]][entry.action] = entry.keys
            }
            let again = try KeyTable(
                json: JSONEncoder().encode(content), source: "keys.json")
            for scope in Scope.allCases {
                for action in Action.allCases {
                    #expect(
                        again.keys(of: action, in: scope) == table.keys(of: action, in: scope),
                        "\(action.rawValue) in \(scope.rawValue)")
                }
            }
        }
    }

    @Test("are marked in the listing, which names every action once everywhere or by scope")
    func marked() throws {
        let entries = try table(#"{"everywhere": {"pause": "F5"}}"#).entries
        #expect(entries.filter(\.isChanged).map(\.action) == ["pause"])
        #expect(Set(entries.map(\.action)) == Set(Action.allCases.map(\.rawValue)))
        let pause = entries.first { $0.action == "pause" }
        #expect(pause?.scope == "everywhere")
        #expect(pause?.keys == ["F5"])
    }

    @Test("that cannot be read are refused with their path")
    func unreadable() {
        #expect {
            try KeyTable(contentsOf: "/nowhere/keys.json")
        } throws: { error in
            "\(error)".contains("/nowhere/keys.json cannot be read")
        }
    }

    @Test("An action has one binding in a scope, so that its keys can be replaced")
    func single() {
        for scope in Scope.allCases {
            let actions = KeyTable.standard.bindings(in: scope).map(\.action)
            #expect(Set(actions).count == actions.count, "\(scope.title)")
        }
    }
}
