import Foundation
import Synchronization
import Workbench

/// Turns what an engine tells into lines on standard output.
final class LinePrinter: Sendable {
    private let asJSON: Bool
    /// Whether the lines go to the run's log, which has the messages already.
    private let isLog: Bool
    /// Protected by its mutex.
    private let run = Mutex<RunDescription?>(nil)

    init(asJSON: Bool = false, isLog: Bool = false) {
        self.asJSON = asJSON
        self.isLog = isLog
    }

    var runFolder: String? { run.withLock { $0?.folder } }

    func print(_ event: Event, _ snapshot: Snapshot) {
        if case .runOpened(let description) = event { run.withLock { $0 = description } }
        if isLog, case .message = event, runFolder != nil { return }
        if asJSON {
            if let json = EventJSON.object(event, snapshot) { write(json.text) }
            return
        }
        if case .message(let message) = event, message.level == .error {
            note(message.text)
            return
        }
        for line in EventText.lines(event, snapshot, run: run.withLock { $0 }) { write(line) }
    }

    /// A line between epochs, so that a log shows that something moves.
    func progress(_ snapshot: Snapshot) {
        guard snapshot.activity != .idle || snapshot.phase == .training else { return }
        if asJSON {
            write(EventJSON.progress(snapshot).text)
        } else {
            write(EventText.progress(snapshot))
        }
    }

    func failure(_ error: any Error) { note(Failure(error).sentence) }

    /// For people, beside the output that a script reads.
    func note(_ text: String) { Console.error("cxrl: \(text)") }

    private func write(_ line: String) { Console.write(line) }
}
