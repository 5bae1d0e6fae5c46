import Foundation
import Images
import Terminal
import Testing
import Workbench

@testable import Interface

/// A model that keys and events are fed to, with the effects that came of them.
struct Scenario {
    var model: Model
    private(set) var effects: [Effect] = []

    /// Ten o'clock on some day: what tests call now.
    static let start = 1_700_000_000.0

    init(width: Int = 80, height: Int = 24, settings: Model.Settings = Model.Settings()) {
        model = Model(
            size: Size(width: width, height: height), now: Self.start, settings: settings)
        model.availablePictures = [.ascii, .symbols]
    }

    /// A run of three rewards that has trained for some epochs.
    static func trained(
        epochs: Int = 6, width: Int = 80, height: Int = 24,
        settings: Model.Settings = Model.Settings()
    ) -> Scenario {
        var scenario = Scenario(width: width, height: height, settings: settings)
        scenario.send(.event(.runOpened(.example)))
        scenario.send(.event(.phaseChanged(.ready)))
        scenario.send(.event(.phaseChanged(.training)))
        for epoch in epochs > 0 ? Array(1...epochs) : [] { scenario.finish(epoch: epoch) }
        var snapshot = Snapshot()
        snapshot.phase = .training
        snapshot.activity = .updating
        (snapshot.epoch, snapshot.epochs) = (epochs + 1, 90)
        (snapshot.completed, snapshot.total) = (11, 20)
        snapshot.secondsLeft = 1080
        snapshot.memory = 1_181_116_006
        snapshot.timings = ["time/epoch": 21, "time/sampling": 8, "time/updating": 12]
        snapshot.rollout = PictureInProgress(
            id: 4, prompt: RunDescription.example.prompts[0].text, step: 12, steps: 20,
            timestep: 401, policy: .disc(shade: 200), anchor: .disc(shade: 120))
        scenario.send(.snapshot(snapshot))
        scenario.effects = []
        return scenario
    }

    mutating func send(_ message: Interface.Message) {
        effects += update(&model, message)
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    /// Each character as a key.
    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    mutating func wait(_ seconds: Double) {
        send(.tick(model.now + seconds))
    }

    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    /// What the user sees.
    var screen: String {
        var frame = Frame(model.size)
        draw(model, into: &frame)
        var renderer = PictureRenderer(.ascii)
        return renderer.render(frame).text
    }

    mutating func finish(epoch: Int) {
        send(.event(.samplesScored(epoch: epoch, samples: .example(epoch: epoch))))
        send(.event(.epochFinished(.example(epoch: epoch))))
    }

    /// What the engine finds at the steps of the shown walks.
    mutating func examineShownSample() {
        let paths = [model.shownSample?.trajectory, model.partnerPath]
        for path in paths.compactMap({ $0 }) {
            for step in 0..<5 { send(.event(.stepExamined(.example(path, step: step)))) }
        }
    }

    /// Gives the Trajectory pane the files that it has asked for.
    mutating func answerTrajectories() {
        for effect in takeEffects() {
            guard case .loadTrajectory(_, let path) = effect else { continue }
            send(
                .trajectory(
                    path: path,
                    .success(.example(shade: path.contains("anchor") ? 100 : 180))))
        }
    }
}
