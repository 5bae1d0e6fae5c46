import Foundation
import Runs

/// What to do where a run is unfinished or another process trains.
enum UnfinishedRun {
    enum Choice: Equatable {
        case new
        case resume(RunFolder)
        case look(RunFolder)
        case leave
    }

    /// Asks on the terminal where a run could be continued.
    static func choice(_ list: RunList) throws -> Choice {
        let entries = list.entries()
        for entry in entries {
            switch entry.status {
            case .trainingHere, .trainingElsewhere: return .look(entry.folder)
            case .unfinished, .complete, .damaged: continue
            }
        }
        guard let entry = entries.first(where: { $0.status == .unfinished }) else { return .new }
        Console.write(
            "\(entry.folder.name) is unfinished: \(entry.finishedEpochs) of \(entry.epochs) epochs "
                + "are done.")
        return ask(entry.folder)
    }

    private static func ask(_ folder: RunFolder) -> Choice {
        while true {
            Console.ask(
                "[c]ontinue it (Enter), start a [n]ew run, only [l]ook at it, or [q]uit? ")
            guard let answer = readLine() else { return .leave }
            switch answer.lowercased().first {
            case nil, "c": return .resume(folder)
            case "n": return .new
            case "l": return .look(folder)
            case "q": return .leave
            default: continue
            }
        }
    }
}
