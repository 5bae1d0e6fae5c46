import Foundation
import Images
import Safetensors
import Synchronization
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct LinkTests {
    /// The next messages, waited for.
    private func messages(_ count: Int, from inbox: Inbox) async -> [Interface.Message] {
        var messages: [Interface.Message] = []
        while messages.count < count {
            messages += inbox.take()
            await Task.yield()
        }
        return messages
    }

    @Test("Commands reach the engine in order, and a refusal comes back with its command")
    func commands() async throws {
        let inbox = Inbox(waking: try WakePipe())
        let engine = ScriptedEngine { $0 == .pause ? "It is not training." : nil }
        let link = EngineLink(engine, inbox: inbox)
        for command in [Command.start, .pause, .resume] { link.send(command) }
        var asked: [Command] = []
        for await command in engine.asked {
            asked.append(command)
            if asked.count == 3 { break }
        }
        #expect(asked == [.start, .pause, .resume])
        guard case .refused(let command, let reason)? = await messages(1, from: inbox).first else {
            Issue.record("no refusal came")
            return
        }
        #expect(command == .pause)
        #expect(reason == "It is not training.")
        link.close()
    }

    @Test("What was sent before the link was closed is carried out")
    func lastCommands() async throws {
        let carriedOut = Mutex(0)
        let engine = ScriptedEngine { _ in
            carriedOut.withLock { $0 += 1 }
            return nil
        }
        let link = EngineLink(engine, inbox: Inbox(waking: try WakePipe()))
        for _ in 0..<100 { link.send(.resume) }
        link.close()
        await link.drained()
        #expect(carriedOut.withLock { $0 } == 100)
    }

    @Test("Events arrive in order, and their end is told")
    func events() async throws {
        let inbox = Inbox(waking: try WakePipe())
        let engine = ScriptedEngine()
        let link = EngineLink(engine, inbox: inbox)
        for phase in [Phase.ready, .training, .complete] { engine.publish(.phaseChanged(phase)) }
        engine.finish()
        let received = await messages(4, from: inbox)
        let phases = received.compactMap { message -> Phase? in
            if case .event(.phaseChanged(let phase)) = message { phase } else { nil }
        }
        #expect(phases == [.ready, .training, .complete])
        guard case .eventsEnded? = received.last else {
            Issue.record("the end was not told")
            return
        }
        link.close()
    }

    @Test("Trajectories and pictures are read from the run folder; what is missing says so")
    func files() async throws {
        let run = FileManager.default.temporaryDirectory
            .appendingPathComponent("interface-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: run) }
        let inbox = Inbox(waking: try WakePipe())
        let reader = FileReader(inbox: inbox)
        defer { reader.close() }

        reader.ask(.trajectory(run: run, path: "t.safetensors"))
        guard
            case .trajectory(_, .failure(let failure))? = await messages(1, from: inbox).first
        else {
            Issue.record("a trajectory without a preview map was shown")
            return
        }
        #expect(failure.description.contains("not fitted yet"))

        try SafetensorsWriter.write(
            [
                TensorBytes(name: "weight", shape: [1, 1], floats: [1]),
                TensorBytes(name: "bias", shape: [1], floats: [0]),
            ], to: "\(run)/preview.safetensors")
        try SafetensorsWriter.write(
            [
                TensorBytes(name: "latents", shape: [2, 1, 1, 1], floats: [0, 1]),
                TensorBytes(name: "predicted_originals", shape: [1, 1, 1, 1], floats: [0.2]),
                TensorBytes(name: "timesteps", shape: [1], integers: [1]),
                TensorBytes(name: "log_probabilities", shape: [1], floats: [2]),
                TensorBytes(name: "sigmas", shape: [1], floats: [0.5]),
            ], to: "\(run)/t.safetensors")
        try GreyPicture.disc(shade: 9).writePNG(to: "\(run)/p.png")
        reader.ask(.trajectory(run: run, path: "t.safetensors"))
        reader.ask(.picture(run: run, path: "p.png"))
        let received = await messages(2, from: inbox)
        guard case .trajectory("t.safetensors", .success(let frames)) = received[0],
            case .picture("p.png", .success(let picture)) = received[1]
        else {
            Issue.record("the files were not read")
            return
        }
        #expect(frames.predictedOriginals.first?.pixels == [51])
        #expect(picture == .disc(shade: 9))
    }
}
