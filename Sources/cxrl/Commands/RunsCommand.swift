import Configuration
import Foundation
import Runs

/// `cxrl runs`: what there is, and its removal.
enum RunsCommand {
    static let declaration = CommandDeclaration(
        name: "runs",
        summary: """
            Lists the runs, newest first; `rm` removes runs that no process holds; `export` writes \
            curves, pictures, choices and reports of one; `note` keeps a line beside one.
            """,
        operands: "[list | rm RUN… | export RUN | note RUN TEXT]", operandCount: 0...Int.max,
        options: [
            Surroundings.runsOption,
            OptionDeclaration("--json", nil, "print one JSON object"),
        ] + RunExport.declared,
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let list = Surroundings().runList(arguments)
        switch arguments.operands.first {
        case nil, "list":
            guard arguments.operands.count < 2 else {
                throw UsageError("`cxrl runs list` takes no names.")
            }
            show(list, asJSON: arguments.has("--json"))
        case "rm":
            try remove(Array(arguments.operands.dropFirst()), of: list)
        case "export":
            guard arguments.operands.count == 2 else {
                throw UsageError("`cxrl runs export` needs the name of one run.")
            }
            try RunExport.export(list.folder(arguments.operands[1]), arguments)
        case "note":
            guard arguments.operands.count > 2 else {
                throw UsageError("`cxrl runs note` needs the name of a run and a text.")
            }
            let text = arguments.operands.dropFirst(2).joined(separator: " ")
            try list.folder(arguments.operands[1]).write(note: text)
        case let word?:
            let hint = Nearest.name(to: word, among: ["list", "rm", "export", "note"])
            throw UsageError(
                "cxrl runs does not know “\(word)”: write \(hint ?? "list, rm, export or note").")
        }
        return .success
    }

    private static func remove(_ names: [String], of list: RunList) throws {
        guard !names.isEmpty else { throw UsageError("`cxrl runs rm` needs the name of a run.") }
        let folders = try names.map(list.folder)
        for folder in folders {
            try RunList.remove(folder)
            Console.write("removed \(folder.path)")
        }
    }

    private static func show(_ list: RunList, asJSON: Bool) {
        let entries = list.entries()
        if asJSON {
            let runs = entries.map(json)
            Console.write(JSON.object([("root", .string(list.root)), ("runs", .array(runs))]).text)
            return
        }
        guard !entries.isEmpty else {
            Console.write("There are no runs in \(list.root) yet: `cxrl` starts one.")
            return
        }
        var table = Table(["run", "epochs", "reward", "state", "note"], numeric: [1, 2])
        table.rows = entries.map { entry in
            [
                entry.folder.name, "\(entry.finishedEpochs)/\(entry.epochs)",
                entry.reward.map { Format.signed($0) } ?? "–", text(of: entry.status), entry.note,
            ]
        }
        Console.write(table.text)
    }

    private static func text(of status: RunList.Status) -> String {
        switch status {
        case .trainingHere(let pid): "training (process \(pid))"
        case .trainingElsewhere(let host, let pid): "training on \(host) (process \(pid))"
        case .unfinished: "unfinished, can be resumed"
        case .complete: "complete"
        case .damaged(let reason): "damaged: \(reason)"
        }
    }

    private static func json(_ entry: RunList.Entry) -> JSON {
        let (state, more): (String, [(String, JSON)]) =
            switch entry.status {
            case .trainingHere(let pid): ("training", [("pid", .integer(Int(pid)))])
            case .trainingElsewhere(let host, let pid):
                ("training", [("host", .string(host)), ("pid", .integer(Int(pid)))])
            case .unfinished: ("unfinished", [])
            case .complete: ("complete", [])
            case .damaged(let reason): ("damaged", [("reason", .string(reason))])
            }
        return .object(
            [
                ("name", .string(entry.folder.name)), ("folder", .string(entry.folder.path)),
                ("created", .string(entry.created.ISO8601Format())),
                ("finished_epochs", .integer(entry.finishedEpochs)),
                ("epochs", .integer(entry.epochs)), ("reward", .optional(entry.reward)),
                ("state", .string(state)), ("note", .string(entry.note)),
            ] + more)
    }
}
