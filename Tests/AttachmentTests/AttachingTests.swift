import Foundation
import Images
import Runs
import Testing
import Workbench

@testable import Attachment

@Suite("Attaching to a run") struct AttachingTests {
    @Test("A workbench that comes later is told the past and the present, then what comes")
    func late() async throws {
        let run = try OfferedRun()
        try run.open()
        let report = EpochReport(epoch: 3, metrics: ["reward/total/mean": .nan], elapsed: 60)
        try run.server.publish(.epochFinished(report))
        try run.server.publish(.rewardWeightChanged(reward: "posture", weight: 0.25))
        let remote = try run.attach()
        var iterator = remote.events.makeAsyncIterator()
        let past = await remote.next(4, &iterator)
        var description = run.description
        description.finishedEpochs = 3
        description.rewards[0].weight = 0.25
        #expect(past.first == .runOpened(description))
        #expect(past.last == .phaseChanged(.training))
        guard case .epochFinished(let told) = past[1] else {
            Issue.record("the epoch is missing")
            return
        }
        #expect(told.metrics["reward/total/mean"]?.isNaN == true)
        try run.server.publish(OfferedRun.message("something new"))
        #expect(await remote.next(1, &iterator) == [OfferedRun.message("something new")])
        remote.leave()
    }

    @Test("Commands reach the engine in order, and a refusal comes back as it was given")
    func commands() async throws {
        let run = try OfferedRun()
        try run.open()
        let remote = try run.attach()
        try await remote.perform(.pause)
        try await remote.perform(.setRewardWeight(reward: "posture", weight: 0.5))
        await #expect(throws: CommandRefusal("5 epochs are done.")) {
            try await remote.perform(.setEpochs(2))
        }
        var iterator = run.engine.commands.makeAsyncIterator()
        #expect(await iterator.next() == .pause)
        #expect(await iterator.next() == .setRewardWeight(reward: "posture", weight: 0.5))
        #expect(!run.engine.interrupter.isRaised)
        try await remote.perform(.stop)
        #expect(run.engine.interrupter.isRaised)
        remote.leave()
    }

    @Test("Two workbenches that number their pictures alike each get their own")
    func pictures() async throws {
        let run = try OfferedRun()
        try run.open()
        let (first, second) = (try run.attach(), try run.attach())
        var firstEvents = first.events.makeAsyncIterator()
        var secondEvents = second.events.makeAsyncIterator()
        #expect(await first.next(2, &firstEvents).count == 2)
        #expect(await second.next(2, &secondEvents).count == 2)
        var asked = run.engine.commands.makeAsyncIterator()
        try await first.perform(.sample(SampleRequest(id: 1, prompt: "a", seed: 1)))
        guard case .sample(let one)? = await asked.next() else {
            Issue.record("the first request is missing")
            return
        }
        try await second.perform(.sample(SampleRequest(id: 1, prompt: "b", seed: 2)))
        guard case .sample(let two)? = await asked.next() else {
            Issue.record("the second request is missing")
            return
        }
        #expect(one.id != two.id)
        guard case .sampleFailed(id: 1, _)? = await firstEvents.next() else {
            Issue.record("the first workbench is not told that its picture was given up")
            return
        }
        let picture = GreyPicture(width: 2, height: 1, pixels: [0, 255])
        try run.server.publish(
            .sampleFinished(
                SampleResult(
                    id: two.id, prompt: "b", seed: 2, policy: picture, anchor: picture,
                    policyScores: [:], anchorScores: [:])))
        try run.server.publish(OfferedRun.message("after it"))
        guard case .sampleFinished(let result)? = await secondEvents.next() else {
            Issue.record("the picture is missing")
            return
        }
        #expect(result.id == 1)
        #expect(result.policy == picture)
        #expect(await firstEvents.next() == OfferedRun.message("after it"))
        first.leave()
        second.leave()
    }

    @Test("The newest snapshot arrives, with a requested picture only where it was asked for")
    func snapshots() async throws {
        let run = try OfferedRun()
        try run.open()
        let (first, second) = (try run.attach(), try run.attach())
        try await first.perform(.sample(SampleRequest(id: 8, prompt: "a", seed: 1)))
        for step in 1...200 {
            run.engine.snapshot.update { value in
                value.epoch = step
                value.sample = PictureInProgress(
                    id: 1, prompt: "a", step: step, steps: 200, timestep: 1,
                    policy: GreyPicture(width: 1, height: 1), anchor: nil)
            }
        }
        let mine = await first.snapshot { $0.epoch == 200 }
        let others = await second.snapshot { $0.epoch == 200 }
        #expect(mine.sample?.id == 8)
        #expect(others.sample == nil)
        first.leave()
        second.leave()
    }

    @Test("One that reads nothing holds nothing up, and is given up in the end")
    func slow() async throws {
        let run = try OfferedRun(patience: 1 << 20)
        try run.open()
        let place = SocketPlace(run.folder, environment: [:])
        let idle = try place.connect()
        defer { close(idle) }
        let hello = ClientMessage.hello(version: WireProtocol.version, program: "0.1")
        UnixSocket.send(try WireFrame.data(hello), to: idle)
        let remote = try run.attach()
        var iterator = remote.events.makeAsyncIterator()
        #expect(await remote.next(2, &iterator).count == 2)
        let long = String(repeating: "x", count: 100_000)
        for number in 1...100 {
            try run.server.publish(OfferedRun.message("\(number) \(long)"))
            #expect(
                await remote.next(1, &iterator) == [OfferedRun.message("\(number) \(long)")])
        }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while case let count = recv(idle, &bytes, bytes.count, 0), count > 0 { total += count }
        #expect(total < 10_000_000)
        remote.leave()
    }

    @Test("The run goes on when all leave, and takes them again")
    func leaving() async throws {
        let run = try OfferedRun()
        try run.open()
        let first = try run.attach()
        first.leave()
        for await _ in first.events {}
        try run.server.publish(OfferedRun.message("nobody looks"))
        let second = try run.attach()
        var iterator = second.events.makeAsyncIterator()
        #expect(await second.next(3, &iterator)[1] == OfferedRun.message("nobody looks"))
        second.leave()
    }

    @Test("A process that goes away without a word is told as a run that has stopped")
    func gone() async throws {
        let run = try OfferedRun()
        try run.open()
        let remote = try run.attach()
        var iterator = remote.events.makeAsyncIterator()
        #expect(await remote.next(2, &iterator).count == 2)
        run.server.finish()
        guard case .message(let message)? = await iterator.next() else {
            Issue.record("nothing is said")
            return
        }
        #expect(message.text.contains("cxrl attach \(run.folder.path)"))
        #expect(await iterator.next() == .phaseChanged(.stopped))
        #expect(await iterator.next() == nil)
        await #expect(throws: CommandRefusal.self) { try await remote.perform(.pause) }
        // It has stopped: whoever waits for that need not be told that it could not.
        try await remote.perform(.stop)
    }

    @Test("The last words of a run that ends arrive before the end")
    func lastWords() async throws {
        let run = try OfferedRun()
        try run.open()
        let remote = try run.attach()
        var iterator = remote.events.makeAsyncIterator()
        #expect(await remote.next(2, &iterator).count == 2)
        try run.server.publish(.phaseChanged(.complete))
        run.server.finish()
        #expect(await iterator.next() == .phaseChanged(.complete))
        #expect(await iterator.next() == nil)
        #expect(!FileManager.default.fileExists(atPath: run.socket))
    }
}
