import Configuration
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Interface

/// Ten thousand random keys on a real screen: nothing breaks, and what is shown at the end of
/// every stretch is what a fresh screen would show.
@Suite(.serialized)
@MainActor
struct LongWalkTests {
    private static let keys: [Key] =
        KeyTable.standard.bindings.flatMap(\.keys).filter { $0 != .control("c") }
        + [
            .character("x"), .character("漢"), .character("é"), .paste("Edema.\nNo mass."), .insert,
            .mouse(MouseEvent(.press, at: Point(12, 6))),
            .mouse(MouseEvent(.drag, at: Point(20, 9))),
            .mouse(MouseEvent(.release, at: Point(20, 9))),
            .mouse(MouseEvent(.press, at: Point(40, 18))),
            .mouse(MouseEvent(.wheelDown, at: Point(3, 3))), .focus(false),
        ]
    private static let count = 10_000
    /// Keys between two frames, sizes and comparisons.
    private static let (frameEvery, sizeEvery, compareEvery) = (7, 125, 250)

    @Test("10,000 random keys at random sizes leave no crash and no leftover", arguments: [1])
    func walk(seed: UInt64) throws {
        var numbers = WalkNumbers(state: seed)
        var scenario = Scenario.trained(epochs: 4)
        scenario.send(.settings(.success(Configuration())))
        let drawn = try DrawnScreen(scenario.model.size, pictures: .sixel)
        defer { drawn.close() }
        scenario.model.availablePictures = drawn.screen.availableProtocols
        scenario.model.pictures = drawn.screen.pictureProtocol
        for step in 1...Self.count {
            if let key = Self.keys.randomElement(using: &numbers) { scenario.press(key) }
            try carryOut(&scenario, on: drawn)
            if step % 9 == 0 { scenario.wait(0.3) }
            if step % Self.sizeEvery == 0 {
                scenario.finish(epoch: 10 + step / Self.sizeEvery)
                let size = Size(
                    width: Int.random(in: 30...130, using: &numbers),
                    height: Int.random(in: 8...40, using: &numbers))
                try drawn.resize(to: size)
                scenario.send(.resize(size))
            }
            if step % Self.frameEvery == 0 { try drawn.draw(scenario.model, isPatient: false) }
            guard step % Self.compareEvery == 0 else { continue }
            try drawn.draw(scenario.model)
            let difference = try drawn.difference(from: scenario.model)
            #expect(difference == nil, "after \(step) keys")
            guard difference == nil else { return }
        }
    }

    /// What the loop of the workbench does with effects that concern the screen.
    private func carryOut(_ scenario: inout Scenario, on drawn: DrawnScreen) throws {
        let effects = scenario.effects
        scenario.answerTrajectories()
        for effect in effects {
            switch effect {
            case .redraw: drawn.screen.repaint()
            case .choosePictures(let wanted):
                drawn.screen.pictureProtocol = wanted
                scenario.send(
                    .pictures(
                        drawn.screen.pictureProtocol,
                        available: drawn.screen.availableProtocols))
            case .setMouse(let isOn):
                drawn.screen.usesMouse = isOn
                scenario.send(.mouse(isOn: isOn))
            default: break
            }
        }
    }
}
