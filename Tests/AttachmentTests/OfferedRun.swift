import Configuration
import Foundation
import Runs
import Workbench

@testable import Attachment

/// A run whose engine workbenches can attach to, in a folder that is gone when the object is.
final class OfferedRun {
    let root: String
    let folder: RunFolder
    let engine = ScriptedEngine()
    let server: EngineServer

    /// - Parameter depth: characters that the run's path is longer.
    init(
        depth: Int = 0, environment: [String: String] = [:], allowedUser: UInt32 = geteuid(),
        patience: Int = 64 << 20
    ) throws {
        root = NSTemporaryDirectory() + "cxrl-attach-" + UUID().uuidString.prefix(8)
        let manifest = RunManifest(
            configuration: Configuration(), model: "/models/miniature", digests: [:],
            programVersion: "0.1", created: Date(timeIntervalSince1970: 1_750_000_000))
        let name = depth > 0 ? String(repeating: "d", count: depth) : "run"
        folder = try RunFolder.create(at: "\(root)/\(name)", manifest: manifest)
        server = try EngineServer(
            engine, program: "0.1", environment: environment, allowedUser: allowedUser,
            patience: patience)
    }

    deinit {
        server.finish()
        try? FileManager.default.removeItem(atPath: root)
    }

    var socket: String { folder.absolute("attach.socket") }

    func open() throws {
        try server.publish(.runOpened(description))
        try server.publish(.phaseChanged(.ready))
        try server.publish(.phaseChanged(.training))
    }

    func attach() throws -> RemoteEngine { try RemoteEngine(folder, program: "0.1") }

    var description: RunDescription {
        RunDescription(
            name: folder.name, folder: folder.path, model: "/models/miniature", seed: 7, epochs: 9,
            finishedEpochs: 0,
            rewards: [
                RewardDescription(name: "posture", isComparative: false, weight: 1, scale: 0.1)
            ],
            prompts: [PromptRecord(id: 1, text: "No acute findings.", findings: [:])],
            samplesPerEpoch: 2, denoisingSteps: 10, latentShape: [8, 16, 16], contextLength: 77)
    }

    static func message(_ text: String) -> Event {
        .message(Message(level: .info, text: text, time: 1_750_000_000))
    }
}

extension RemoteEngine {
    /// The next events, as many as are asked for.
    func next(_ count: Int, _ iterator: inout AsyncStream<Event>.Iterator) async -> [Event] {
        var events: [Event] = []
        while events.count < count, let event = await iterator.next(isolation: #isolation) {
            events.append(event)
        }
        return events
    }

    /// Waits until a snapshot fits.
    func snapshot(where fits: @escaping @Sendable (Snapshot) -> Bool) async -> Snapshot {
        let (posts, continuation) = AsyncStream.makeStream(of: Void.self)
        snapshot.observe { continuation.yield() }
        continuation.yield()
        for await _ in posts where fits(snapshot.value) { break }
        snapshot.observe(nil)
        return snapshot.value
    }
}
