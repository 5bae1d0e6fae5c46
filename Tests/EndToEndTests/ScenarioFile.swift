import Foundation

/// A scenario as a file of a few lines: what the program is started with, keys, and what must be
/// seen.
///
/// ```
/// # Tab goes to the next pane
/// size 60x16
/// start watch
/// see ┌ Curves
/// keys Tab
/// see ┌ Rewards
/// ```
///
/// The first line is its name. `size` (80x24 where it is left out), `with` (more options) and `env`
/// (a variable) come before `start`; see ``Step`` for what may follow.
struct ScenarioFile: CustomStringConvertible, Sendable {
    enum Start: String, Sendable {
        /// Looks at a run that is complete.
        case watch
        /// Is attached to a run that is paused in a process of its own.
        case attach
        /// Trains a new run.
        case train
        /// Runs what `with` says.
        case program
    }

    enum Step: String, Sendable {
        /// Presses keys by tmux's names.
        case keys
        /// Types a text, letter by letter.
        case type
        /// Pastes a text, in which `\n` is a line's end.
        case paste
        /// Clicks on the column and row, counted from 1.
        case click
        /// Waits until the text is on the screen.
        case see
        /// Waits until it is not.
        case gone
        /// Changes the terminal's size, as in 200x60.
        case resize
        /// Waits for a line of so many columns.
        case wide
        /// Sends the program a signal, as in TERM.
        case signal
        /// Waits for the program's end, with this status.
        case status
        /// Waits until alternate screen, mouse and cursor are as said, as in `0 0 1`.
        case modes
        /// Expects colours (`yes`) or none (`no`).
        case colours
        /// Expects that nothing but 7 bits is shown.
        case ascii
        /// Expects a file where the program runs, not empty.
        case file
    }

    struct Failure: Error {
        let reason: String
    }

    let path: String
    let description: String
    private(set) var size = (width: 80, height: 24)
    private(set) var start = Start.watch
    private(set) var options: [String] = []
    private(set) var variables: [String] = []
    private(set) var steps: [(step: Step, argument: String)] = []

    init(path: String) throws {
        self.path = path
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        guard let title = lines.first, title.hasPrefix("# ") else {
            throw Failure(reason: "\(path) has no name")
        }
        description = String(title.dropFirst(2))
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            try read(words[0], words.count > 1 ? words[1] : "")
        }
    }

    private mutating func read(_ name: String, _ argument: String) throws {
        switch name {
        case "size": size = try Self.size(argument)
        case "with": options += argument.split(separator: " ").map(String.init)
        case "env": variables.append(argument)
        case "start":
            guard let known = Start(rawValue: argument) else {
                throw Failure(reason: "\(path): start \(argument)")
            }
            start = known
        default:
            guard let step = Step(rawValue: name) else {
                throw Failure(reason: "\(path): \(name)")
            }
            steps.append((step, argument))
        }
    }

    static func size(_ text: String) throws -> (width: Int, height: Int) {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2 else { throw Failure(reason: "a size of \(text)") }
        return (numbers[0], numbers[1])
    }

    /// The files of a folder beside this one, by name.
    static func all(in folder: String) -> [ScenarioFile] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent(folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".scenario") }.sorted().compactMap { name in
            do {
                return try ScenarioFile(path: "\(path)/\(name)")
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }
}
