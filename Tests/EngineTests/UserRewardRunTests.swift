import Configuration
import Engine
import Foundation
import Runs
import Testing
import Workbench

/// Runs with a reward of the user's, a program in shell.
@Suite(.serialized) struct UserRewardRunTests {
    /// Scores 1, 2, … for the pictures of a batch; nonsense while the file `broken` is there.
    private static func settings(_ run: TinyRun) -> (inout Configuration) -> Void {
        { configuration in
            configuration.rewards[user: "own"].program = """
                while read -r line; do
                    if [ -e '\(run.root)/broken' ]; then echo hm; continue; fi
                    braces=$(echo "$line" | tr -cd '{' | wc -c)
                    echo "{\\"scores\\": [$(seq -s, 1 $((braces - 1)))]}"
                done
                """
            configuration.rewards[user: "own"].label = "My own"
            configuration.rewards[user: "own"].feedback = .comparative
            configuration.run.checkpointEvery = 10
        }
    }

    private static func isEnd(_ event: Event) -> Bool {
        event == .phaseChanged(.complete) || event == .phaseChanged(.failed)
            || event == .phaseChanged(.stopped)
    }

    private static func metrics(_ events: [Event]) -> [[String: Double]] {
        events.compactMap { event in
            guard case .epochFinished(let report) = event else { return nil }
            return report.metrics.filter { !$0.key.hasPrefix("time/") }
        }
    }

    /// Trains; the reward breaks after the first epoch and is mended when the run has paused.
    private static func trainWithFailure(
        _ run: TinyRun, then command: Command
    ) async throws -> [Event] {
        let engine = TrainingEngine(run.options(nil, settings(run)))
        try await engine.perform(.start)
        let broken = "\(run.root)/broken"
        return try await events(of: engine, until: isEnd) { event in
            if case .epochFinished(let report) = event, report.epoch == 1 {
                try "".write(toFile: broken, atomically: true, encoding: .utf8)
            }
            guard event == .phaseChanged(.paused) else { return }
            try FileManager.default.removeItem(atPath: broken)
            try await engine.perform(command)
        }
    }

    private static func train(_ options: EngineOptions) async throws -> [Event] {
        let engine = TrainingEngine(options)
        try await engine.perform(.start)
        return try await events(of: engine, until: isEnd)
    }

    @Test("It is described, scored and weighed like the built-in ones")
    func described() async throws {
        let run = try TinyRun()
        let all = try await Self.train(run.options(nil, Self.settings(run)))
        #expect(all.last == .phaseChanged(.complete))
        guard case .runOpened(let description) = all.first else {
            Issue.record("the run was not opened")
            return
        }
        let own = try #require(description.rewards.last)
        #expect(own.name == "own" && own.label == "My own" && own.isComparative)
        let metrics = try #require(Self.metrics(all).last)
        #expect(metrics["reward/own/mean"] == 2.5)
        #expect(metrics["anchor/own/mean"] != nil && metrics["reward/own/win_rate"] != nil)
        for case .samplesScored(_, let samples) in all {
            #expect(samples.allSatisfy { $0.scores["own"] != nil })
        }
    }

    @Test("Where it fails the run is saved, says why and pauses; resumed, it is the same run")
    func pause() async throws {
        let run = try TinyRun()
        let whole = try await Self.train(run.options(nil, Self.settings(run)))
        let all = try await Self.trainWithFailure(run, then: .resume)
        let errors = all.compactMap { event -> String? in
            guard case .message(let message) = event, message.level == .error else { return nil }
            return message.text
        }
        #expect(errors.count == 1)
        #expect(errors.first?.contains("'own' failed: its program") == true, "\(errors)")
        #expect(errors.first?.contains("“hm”") == true)
        let saved = all.compactMap { event -> Int? in
            if case .checkpointSaved(let record) = event { record.epoch } else { nil }
        }
        #expect(saved == [1, 2])
        #expect(all.last == .phaseChanged(.complete))
        #expect(Self.metrics(all) == Self.metrics(whole))
    }

    @Test("What was saved when it failed is the run up to there, for another process")
    func resumeLater() async throws {
        let run = try TinyRun()
        let whole = try await Self.train(run.options(nil, Self.settings(run)))
        let first = try await Self.trainWithFailure(run, then: .stop)
        #expect(first.last == .phaseChanged(.stopped))
        guard case .runOpened(let description) = first.first else {
            Issue.record("the run was not opened")
            return
        }
        let folder = try RunFolder(path: description.folder)
        let rest = try await Self.train(run.options(.resumed(folder), Self.settings(run)))
        #expect(Self.metrics(rest) == Array(Self.metrics(whole).suffix(1)))
    }

    @Test("One that does not work is found out before there is a run")
    func refused() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(
            run.options { $0.rewards[user: "own"].program = "echo no such model >&2; exit 1" })
        let all = try await events(of: engine, until: Self.isEnd)
        #expect(all.last == .phaseChanged(.failed))
        #expect(engine.failure?.contains("no such model") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(run.root)/runs"))
    }
}
