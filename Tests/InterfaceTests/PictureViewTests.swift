import Testing
import Workbench

@testable import Interface
@testable import Terminal

@Suite struct PictureViewTests {
    @Test(
        "Brightness, contrast and inversion are keys in every pane with pictures, and its title says so"
    )
    func window() {
        for (pane, title) in [("1", "Now"), ("3", "Trajectory"), ("4", "Picture")] {
            var scenario = Scenario.trained(width: 160, height: 40)
            scenario.press(.character(Character(pane)))
            #expect(!scenario.screen.contains("W 217"))
            scenario.press(.character("b"), .character("b"), .character("c"), .character("N"))
            let line = scenario.screen.split(separator: "\n").first {
                $0.contains(" \(title) · ") && $0.contains("W 217 L 112 · inverted")
            }
            #expect(line != nil, "\(title)")
            scenario.press(.character("0"))
            #expect(scenario.model.pictureView == .whole)
            #expect(!scenario.screen.contains("W 217"))
        }
    }

    @Test("Brighter stays brighter when black and white have changed places")
    func inverted() {
        var view = PictureView()
        view.brighten(by: 1)
        #expect(view.window.level < 127.5)
        view.window.isInverted = true
        let before = view.window.table[127]
        view.brighten(by: 1)
        #expect(view.window.table[127] > before)
    }

    @Test("Window and level stay within what makes sense, however long a key is held")
    func limits() {
        var view = PictureView()
        for _ in 0..<100 {
            view.brighten(by: 1)
            view.sharpenContrast(by: 1)
            view.magnify(by: 1)
            view.move(across: 1, down: -1)
        }
        #expect(view.window.level == 0 && view.window.width == 4)
        #expect(view.zoom == 8 && view.centreX == 1 - 0.5 / 8 && view.centreY == 0.5 / 8)
        for _ in 0..<100 { view.magnify(by: -1) }
        #expect(view.zoom == 1 && view.centreX == 0.5 && view.centreY == 0.5)
    }

    @Test("Panning needs a magnified picture, and moves by a tenth of what is shown")
    func panning() {
        var scenario = Scenario.trained()
        scenario.press(.character("3"), .alt("l"))
        #expect(scenario.model.pictureView == .whole)
        #expect(scenario.screen.contains("+ magnifies it"))
        scenario.press(.character("+"), .character("+"), .alt("l"), .alt("k"))
        #expect(scenario.model.pictureView.centreX == 0.55)
        #expect(scenario.model.pictureView.centreY == 0.45)
        #expect(scenario.screen.contains("· 2× ·"))
        scenario.press(.character("Z"))
        #expect(scenario.screen.contains("· 1:1 ·"))
        scenario.press(.character(":"))
        scenario.type("zoom-in")
        scenario.press(.enter)
        #expect(scenario.screen.contains("· 3× ·"))
    }

    @Test("Dragging over a picture sets window and level, over the steps it goes along them")
    func dragging() throws {
        var scenario = Scenario.trained(epochs: 6, width: 120, height: 40)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        func mouse(_ action: MouseEvent.Action, _ x: Int, _ y: Int) {
            scenario.press(.mouse(MouseEvent(action, at: Point(x, y))))
        }
        mouse(.press, 20, 10)
        mouse(.drag, 21, 10)
        #expect(scenario.model.pictureView == .whole)
        mouse(.drag, 22, 8)
        let view = scenario.model.pictureView.window
        #expect(view.width == 255 / 0.85 && view.level == 127.5 - 16)
        mouse(.release, 22, 8)
        mouse(.drag, 40, 20)
        #expect(scenario.model.pictureView.window == view)

        let lines = scenario.screen.split(separator: "\n").map(String.init)
        let row = try #require(lines.firstIndex { $0.hasPrefix("│ step ") })
        mouse(.press, 15, row)
        #expect(scenario.model.shownStep == 0)
        mouse(.drag, 60, row + 3)
        #expect(scenario.model.shownStep == 2)
        #expect(scenario.model.pictureView.window == view)
    }

    /// Row of the slider of steps.
    private func sliderRow(_ scenario: Scenario) throws -> Int {
        let lines = scenario.screen.split(separator: "\n")
        return try #require(lines.firstIndex { $0.hasPrefix("│ step ") })
    }

    private func trajectory() -> Scenario {
        var scenario = Scenario.trained(epochs: 6, width: 120, height: 40)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        return scenario
    }

    @Test("A drag that begins on a picture sets window and level wherever it goes")
    func dragsAcross() throws {
        var scenario = trajectory()
        let row = try sliderRow(scenario)
        scenario.press(
            .mouse(MouseEvent(.press, at: Point(20, 10))),
            .mouse(MouseEvent(.drag, at: Point(20, row))))
        let view = scenario.model.pictureView
        #expect(view != .whole)
        scenario.press(.mouse(MouseEvent(.drag, at: Point(60, row))))
        #expect(scenario.model.pictureView != view)
        #expect(scenario.model.shownStep == 4)
    }

    @Test("A click on a step holds its epoch, as the arrows do")
    func clickHolds() throws {
        var scenario = trajectory()
        let row = try sliderRow(scenario)
        scenario.press(.mouse(MouseEvent(.press, at: Point(15, row))))
        scenario.finish(epoch: 7)
        #expect(scenario.model.shownStep == 0)
        #expect(scenario.model.shownSample?.epoch == 6)
    }

    @Test(
        "Only the left button does anything",
        arguments: [.middle, .right] as [MouseEvent.Button])
    func otherButtons(button: MouseEvent.Button) throws {
        var scenario = trajectory()
        let step = Point(15, try sliderRow(scenario))
        for point in [step, Point(22, 0)] {
            for action in [MouseEvent.Action.press, .release] {
                scenario.press(.mouse(MouseEvent(action, button: button, at: point)))
            }
        }
        #expect(scenario.model.shownStep == 4)
        #expect(scenario.model.pane == .trajectory)
    }

    @Test("The list of prompts is clicked as it is drawn, with marks and without")
    func listOfPrompts() {
        var scenario = Scenario.trained()
        scenario.model.run?.prompts = (10..<60).map {
            PromptRecord(id: $0, text: "Film \($0).", findings: [:])
        }
        scenario.press(.character("4"))
        for key in [Key.up, .character("d")] {
            for _ in 0..<20 { scenario.press(.down) }
            scenario.press(key)
            let lines = scenario.screen.split(separator: "\n")
            for (row, line) in lines.enumerated() {
                let entry = PromptsPane.entry(at: Point(5, row), in: scenario.model)
                let text = entry.map { scenario.model.text(of: $0) }
                #expect(line.prefix(28).contains("Film ") == (text != nil))
                if let text { #expect(line.contains(text)) }
            }
        }
    }

    @Test("The difference keeps its meaning whatever the window is")
    func difference() {
        var scenario = Scenario.trained(epochs: 6, width: 120, height: 40)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        func pictures(_ model: Model) -> [String: PictureView] {
            var frame = Frame(model.size)
            draw(model, into: &frame)
            return Dictionary(uniqueKeysWithValues: frame.pictures.map { ($0.id, $0.view) })
        }
        scenario.press(.character("b"), .character("+"))
        let views = pictures(scenario.model)
        #expect(views["trajectory-policy"] == scenario.model.pictureView)
        #expect(views["trajectory-difference"]?.window == .full)
        #expect(views["trajectory-difference"]?.zoom == 1.5)
        #expect(views["film-4"]?.window == scenario.model.pictureView.window)
        #expect(views["film-4"]?.zoom == 1)
    }
}
