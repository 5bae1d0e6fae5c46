import Foundation
import Images
import Runs
import Text
import Workbench

/// Reads what the screen needs from disk, away from the thread that draws, one file after
/// another.
final class FileReader: Sendable {
    private let requests: AsyncStream<Request>.Continuation
    private let task: Task<Void, Never>

    enum Request: Sendable {
        case trajectory(run: String, path: String)
        case picture(run: String, path: String)
        case history(run: String)
        case log(run: String)
        case settings(run: String)
        case tokenizer(folder: String)
        case runs(root: String)
        case runCurves(path: String)
    }

    init(inbox: Inbox) {
        let (stream, continuation) = AsyncStream.makeStream(of: Request.self)
        requests = continuation
        task = Task.detached {
            var previews: [String: LinearPreview] = [:]
            for await request in stream {
                switch request {
                case .trajectory(let run, let path):
                    let result = Self.caught {
                        let preview = try previews[run] ?? Self.preview(run: run)
                        previews[run] = preview
                        return try TrajectoryFrames(
                            contentsOf: "\(run)/\(path)", preview: preview)
                    }
                    inbox.post(.trajectory(path: path, result))
                case .picture(let run, let path):
                    inbox.post(
                        .picture(
                            path: path,
                            Self.caught { try GreyPicture(contentsOf: "\(run)/\(path)") }))
                case .history(let run):
                    inbox.post(.history(Self.caught { try History(run: run) }))
                case .log(let run):
                    inbox.post(.earlierLog(Self.caught { try Self.earlierLog(run: run) }))
                case .settings(let run):
                    inbox.post(
                        .settings(
                            Self.caught { try RunFolder(path: run).manifest().configuration }))
                case .runs(let root): inbox.post(.runs(RunLine.all(in: root)))
                case .runCurves(let path):
                    inbox.post(
                        .runCurves(path: path, Self.caught { try History(epochsOf: path) }))
                case .tokenizer(let folder):
                    inbox.post(.tokenizer(Self.caught { try Self.tokenizer(folder) }))
                }
            }
        }
    }

    func ask(_ request: Request) { requests.yield(request) }

    func close() {
        requests.finish()
        task.cancel()
    }

    private static func earlierLog(run: String) throws -> [LogLine] {
        try RunReader(RunFolder(path: run)).history.earlierLog(limit: LogState.earlierLimit)
            .compactMap { LogLine($0.event, time: $0.time) }
    }

    /// A run has no preview map before its engine has fitted one.
    private static func preview(run: String) throws -> LinearPreview {
        let path = "\(run)/preview.safetensors"
        guard FileManager.default.fileExists(atPath: path) else {
            throw TrajectoryFailure(
                "The map from latents to pictures is not fitted yet; come back to this pane later.")
        }
        return try LinearPreview(contentsOf: path)
    }

    /// A model folder keeps its tokenizer in a folder of its own.
    private static func tokenizer(_ folder: String) throws -> Tokenizer {
        let inner = "\(folder)/tokenizer"
        let isModel = FileManager.default.fileExists(atPath: inner)
        return try Tokenizer(folder: isModel ? inner : folder)
    }

    private static func caught<Value>(
        _ body: () throws -> Value
    ) -> Result<Value, TrajectoryFailure> {
        Result(catching: body).mapError {
            $0 as? TrajectoryFailure ?? TrajectoryFailure(String(describing: $0))
        }
    }
}
