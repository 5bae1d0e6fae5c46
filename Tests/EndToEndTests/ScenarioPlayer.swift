import Foundation
import Testing

/// Plays one scenario.
struct ScenarioPlayer {
    private let scenario: ScenarioFile
    private let program: BuiltProgram
    private let screen: TmuxScreen

    init(_ scenario: ScenarioFile, program: BuiltProgram) throws {
        self.scenario = scenario
        self.program = program
        // Ctrl-C reaches the shell too, which has to tell the status afterwards.
        let command =
            try ["trap : INT; env"] + scenario.variables + [BuiltProgram.executable]
            + Self.words(scenario) + ["; echo status=$?; cat"]
        screen = try TmuxScreen(
            command.joined(separator: " "), environment: program.environment,
            width: scenario.size.width, height: scenario.size.height, folder: program.folder)
    }

    private static func words(_ scenario: ScenarioFile) throws -> [String] {
        switch scenario.start {
        case .watch: return ["watch", "finished"] + scenario.options
        case .attach: return ["attach", "detached"] + scenario.options
        case .train:
            let model = try #require(BuiltProgram.model)
            return ["--model", model, "--epochs", "100000"] + SmallTraining.options
                + scenario.options
        case .program: return scenario.options
        }
    }

    func play() throws {
        defer { screen.end() }
        for (step, argument) in scenario.steps { try take(step, argument) }
    }

    private func take(_ step: ScenarioFile.Step, _ argument: String) throws {
        switch step {
        case .keys: try screen.type(argument.split(separator: " ").map(String.init))
        case .type: try screen.type(["-l", argument])
        case .paste: try screen.paste(argument.replacing("\\n", with: "\n"))
        case .click: try screen.click(argument.split(separator: " ").compactMap { UInt8($0) })
        case .see, .gone, .wide, .status, .modes, .colours, .ascii:
            try waitFor(step, argument)
        case .resize:
            let size = try ScenarioFile.size(argument)
            try screen.resize(width: size.width, height: size.height)
        case .signal: try screen.signal(argument)
        case .file:
            let path = "\(program.folder)/\(argument)"
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            #expect(size ?? 0 > 0, "\(argument) is empty")
        }
    }

    private func waitFor(_ step: ScenarioFile.Step, _ argument: String) throws {
        try screen.waitUntil("“\(step) \(argument)” in \(scenario.path)") { text in
            switch step {
            case .see: text.contains(argument)
            case .gone: !text.contains(argument)
            case .wide:
                text.split(separator: "\n").contains { $0.count >= Int(argument) ?? 0 }
            case .status: text.contains("status=\(argument)")
            case .modes: try screen.modes() == argument
            case .colours: try screen.hasColours() == (argument == "yes")
            case .ascii: text.allSatisfy(\.isASCII)
            default: false
            }
        }
    }
}
