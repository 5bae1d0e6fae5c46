import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct PromptsTests {
    private func opened() -> Scenario {
        var scenario = Scenario.trained()
        scenario.press(.character("4"))
        _ = scenario.takeEffects()
        return scenario
    }

    @Test("In the editor letters and digits are text, and Esc leaves it")
    func mode() {
        var scenario = opened()
        scenario.press(.character("i"))
        scenario.type(" q1P?")
        #expect(scenario.model.promptText.hasSuffix("pneumothorax. q1P?"))
        #expect(scenario.model.pane == .prompts)
        scenario.press(.escape)
        #expect(scenario.model.scope == .prompts)
        #expect(scenario.model.promptText.hasSuffix(" q1P?"))
        scenario.press(.character("x"))
        #expect(!scenario.model.promptText.hasSuffix(" q1P?"))
    }

    @Test("A picture is asked for when typing pauses, once")
    func pauses() {
        var scenario = opened()
        scenario.press(.enter)
        scenario.type("a")
        scenario.wait(0.5)
        scenario.type("b")
        scenario.wait(0.5)
        #expect(scenario.takeEffects().isEmpty)
        scenario.wait(0.3)
        let text = scenario.model.promptText
        #expect(
            scenario.takeEffects() == [
                .perform(.sample(SampleRequest(id: 1, prompt: text, seed: 1)))
            ])
        scenario.wait(5)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("Ctrl-R draws at once with the same seed, n with the next one")
    func draws() {
        var scenario = opened()
        scenario.press(.control("r"), .control("r"), .character("n"))
        let text = scenario.model.promptText
        #expect(
            scenario.takeEffects() == [
                .perform(.sample(SampleRequest(id: 1, prompt: text, seed: 1))),
                .perform(.sample(SampleRequest(id: 2, prompt: text, seed: 2))),
            ])
    }

    @Test("Only the answer to the latest request is shown, with its steps before it")
    func answers() {
        var scenario = opened()
        scenario.press(.control("r"), .character("n"))
        var snapshot = Snapshot()
        snapshot.sample = PictureInProgress(
            id: 2, prompt: "", step: 3, steps: 20, timestep: 801, policy: .disc(shade: 90),
            anchor: nil)
        scenario.send(.snapshot(snapshot))
        #expect(scenario.screen.contains("step 3/20"))
        let result = { (id: Int) in
            SampleResult(
                id: id, prompt: scenario.model.promptText, seed: UInt64(id),
                policy: .disc(shade: 200), anchor: .disc(shade: 90),
                policyScores: ["posture": -0.2], anchorScores: ["posture": -0.3])
        }
        scenario.send(.event(.sampleFinished(result(1))))
        #expect(scenario.model.prompts.picture.request?.id == 2)
        scenario.send(.event(.sampleFinished(result(2))))
        #expect(scenario.screen.contains("▲ +0.10"))
    }

    @Test("Every score of a picture is there whole", arguments: [80, 100, 110, 130, 160, 200])
    func scores(width: Int) {
        var scenario = Scenario.trained(width: width, height: 40)
        scenario.press(.character("4"), .control("r"))
        let result = SampleResult(
            id: 1, prompt: scenario.model.promptText, seed: 1, policy: .disc(shade: 200),
            anchor: .disc(shade: 90),
            policyScores: ["posture": -0.2, "diagnosis": 0.5, "consistency": 0.5],
            anchorScores: ["posture": -0.31, "diagnosis": 0.28, "consistency": 0.17])
        scenario.send(.event(.sampleFinished(result)))
        for difference in ["▲ +0.11 ", "▲ +0.22 ", "▲ +0.33 "] {
            #expect(scenario.screen.contains(difference))
        }
    }

    @Test("A pasted text is one change, and its line breaks submit nothing")
    func paste() {
        var scenario = opened()
        scenario.press(.enter, .paste(" One.\nTwo."))
        #expect(scenario.model.promptText.hasSuffix(" One.\nTwo."))
        #expect(scenario.model.prompts.isEditing)
        scenario.press(.control("u"))
        #expect(!scenario.model.promptText.contains("One."))
    }

    @Test("Ctrl-G hands the text to the user's editor; what comes back is one change")
    func externalEditor() {
        var scenario = opened()
        scenario.press(.control("g"))
        let text = scenario.model.promptText
        #expect(scenario.takeEffects() == [.editText(text)])
        scenario.send(.editedText(.failed("“vi” ended with status 1: the text is as it was.")))
        #expect(scenario.model.scope == .prompts)
        #expect(scenario.screen.contains("ended with status 1"))
        scenario.send(.editedText(.text("Large effusion.")))
        #expect(scenario.model.promptText == "Large effusion.")
        scenario.press(.control("u"))
        #expect(scenario.model.promptText == text)
        scenario.send(.editedText(.text(text.replacing(". ", with: ".\r\n"))))
        #expect(scenario.model.promptText == text.replacing(". ", with: ".\n"))
    }

    @Test(
        "Ctrl-G from the prompt editor comes back to it, whatever the user's editor did",
        arguments: [
            .failed("“vi” ended with status 1."), .text(RunDescription.example.prompts[0].text),
            .text("Large effusion."),
        ] as [ExternalEditor.Result])
    func backInEditor(result: ExternalEditor.Result) {
        var scenario = opened()
        scenario.press(.enter, .control("g"))
        scenario.send(.editedText(result))
        #expect(scenario.model.scope == .editor)
    }

    @Test("Alt-P fetches texts that were drawn, left or forgotten, Alt-N goes back")
    func recalls() {
        var scenario = opened()
        let text = scenario.model.promptText
        scenario.press(.enter)
        scenario.type(" Drawn.")
        scenario.press(.control("r"))
        scenario.type(" Left.")
        scenario.press(.escape, .character("x"), .enter)
        #expect(scenario.model.promptText == text)
        scenario.press(.alt("p"))
        #expect(scenario.model.promptText == text + " Drawn. Left.")
        scenario.press(.alt("p"))
        #expect(scenario.model.promptText == text + " Drawn.")
        scenario.press(.alt("p"))
        #expect(scenario.screen.contains("There is no text of before."))
        scenario.press(.alt("n"), .alt("n"))
        #expect(scenario.model.promptText == text)
    }

    @Test("Findings are listed with their negation")
    func findings() {
        var scenario = opened()
        #expect(scenario.screen.contains("Effusion yes"))
        #expect(scenario.screen.contains("Pneumothorax no"))
        scenario.press(.down, .down)
        scenario.press(.up)
        #expect(scenario.screen.contains("Cardiomegaly yes"))
    }

    @Test(
        "Changed training prompts are sent whole, marked until they take effect, whatever their ids",
        arguments: [[10, 11, 12], [0, 1, 2], [3, 2, 4]])
    func changes(ids: [Int]) {
        var scenario = opened()
        scenario.press(.character("d"), .down, .enter)
        scenario.type(" Tube.")
        scenario.press(.escape, .character("r"))
        scenario.press(.end, .enter)
        scenario.type(" Clear.")
        scenario.press(.escape, .character("a"))
        let texts = [
            "Cardiomegaly with mild pulmonary edema. Tube.", "No acute cardiopulmonary process.",
            "No acute cardiopulmonary process. Clear.",
        ]
        #expect(scenario.takeEffects().last == .perform(.setPrompts(texts)))
        for mark in ["−", "~", "+"] {
            #expect(scenario.screen.contains(" \(mark) ") || scenario.screen.contains("▸\(mark)"))
        }
        let records = zip(ids, texts).map { PromptRecord(id: $0, text: $1, findings: [:]) }
        scenario.send(.event(.promptsChanged(records)))
        #expect(scenario.model.prompts.changes.isEmpty)
        #expect(scenario.model.promptText == texts[2])
        #expect(!scenario.screen.contains("from the next epoch"))
    }

    private static let examples = RunDescription.example.prompts

    @Test("A text that the engine cuts is not sent again with the next change")
    func cutText() {
        var scenario = opened()
        scenario.press(.up, .enter)
        scenario.type("A long report.")
        scenario.press(.escape, .character("a"))
        let cut = PromptRecord(id: 3, text: "A long", findings: [:])
        scenario.send(.event(.promptsChanged(Self.examples + [cut])))
        #expect(scenario.model.prompts.changes.isEmpty)
        #expect(scenario.model.prompts.chosen == .training(3))
        scenario.press(.up, .character("d"))
        let texts = Self.examples.prefix(2).map(\.text) + ["A long"]
        #expect(scenario.takeEffects().last == .perform(.setPrompts(texts)))
    }

    @Test("A replacement that the engine cuts is done with, and stays chosen", arguments: [1, 3])
    func cutReplacement(id: Int) {
        var scenario = opened()
        scenario.press(.down, .enter)
        scenario.type(" Tube.")
        scenario.press(.escape, .character("r"))
        var records = Self.examples
        records[1] = PromptRecord(id: id, text: records[1].text + " Tu", findings: [:])
        scenario.send(.event(.promptsChanged(records)))
        #expect(scenario.model.prompts.changes.isEmpty)
        #expect(scenario.model.promptText == records[1].text)
    }

    @Test("A change that the engine has not answered yet keeps its mark")
    func answersOneByOne() {
        var scenario = opened()
        scenario.press(.character("d"), .down, .character("d"))
        scenario.send(.event(.promptsChanged(Array(Self.examples.dropFirst()))))
        #expect(scenario.model.prompts.changes.removed == [1])
        #expect(scenario.model.prompts.chosen == .training(1))
        scenario.send(.event(.promptsChanged(Array(Self.examples.dropFirst(2)))))
        #expect(scenario.model.prompts.changes.isEmpty)
    }

    @Test("An edit stays with its prompt when another one takes over the id")
    func draftsFollow() {
        var scenario = opened()
        scenario.press(.down, .enter)
        scenario.type(" Tube.")
        scenario.press(.escape, .up, .character("d"))
        let records = Self.examples.dropFirst().enumerated().map {
            PromptRecord(id: $0, text: $1.text, findings: [:])
        }
        scenario.send(.event(.promptsChanged(records)))
        #expect(scenario.model.text(of: .training(0)) == records[0].text + " Tube.")
        #expect(scenario.model.text(of: .training(1)) == records[1].text)
    }

    @Test("A text goes on being edited as a new one when its prompt is taken out meanwhile")
    func editsGone() {
        var scenario = opened()
        scenario.press(.character("d"), .enter)
        scenario.type(" Tube")
        scenario.send(.event(.promptsChanged(Array(Self.examples.dropFirst()))))
        scenario.type(".")
        #expect(scenario.model.scope == .editor)
        #expect(scenario.model.prompts.chosen == .scratch)
        #expect(scenario.model.promptText == Self.examples[0].text + " Tube.")
    }

    @Test("After the largest seed comes the first one, in Prompts and on the sheet")
    func largestSeed() {
        var scenario = opened()
        scenario.press(.character(":"))
        scenario.type("seed \(UInt64.max)")
        scenario.press(.enter, .character("n"))
        #expect(scenario.model.prompts.picture.seed == 0)
        scenario.press(.character(":"))
        scenario.type("seed \(UInt64.max)")
        scenario.press(.enter, .character("V"), .character("n"))
        #expect(scenario.model.prompts.sheet.seed == 0)
    }

    @Test("Refused changes lose their marks")
    func refused() {
        var scenario = opened()
        scenario.press(.character("d"))
        #expect(!scenario.model.prompts.changes.isEmpty)
        scenario.send(.refused(.setPrompts([]), reason: "The batch does not divide."))
        #expect(scenario.model.prompts.changes.isEmpty)
    }

    @Test("The last prompt cannot be taken out, and a known one not added")
    func limits() {
        var scenario = opened()
        scenario.press(.character("a"))
        #expect(scenario.screen.contains("training prompt already"))
        scenario.press(.character("d"), .down, .character("d"), .down)
        _ = scenario.takeEffects()
        scenario.press(.character("d"))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("at least one prompt"))
    }

    @Test(
        "The list names what a report affirms, and its text where there is room",
        arguments: [80, 160])
    func affirmed(width: Int) throws {
        var scenario = Scenario(width: width, height: 24)
        var run = RunDescription.example
        run.prompts[0].findings = ["Effusion": true, "Edema": true, "Pneumothorax": false]
        run.prompts[1].findings = ["Edema": false]
        scenario.send(.event(.runOpened(run)))
        scenario.press(.character("4"))
        #expect(scenario.screen.contains("Edema, Effusion"))
        #expect(scenario.screen.contains("no finding"))
        let lines = scenario.screen.split(separator: "\n").map(String.init)
        let line = try #require(lines.first { $0.contains("no finding") })
        #expect(line.prefix(60).contains("Cardiomegaly") == (width == 160))
    }

    @Test("The filter keeps the prompts that contain it")
    func filter() {
        var scenario = opened()
        scenario.press(.character("/"))
        scenario.type("EDEMA")
        scenario.press(.enter)
        #expect(scenario.model.promptEntries == [.training(1)])
        #expect(scenario.model.prompts.chosen == .training(1))
        scenario.press(.escape)
        #expect(scenario.model.promptEntries.count == 4)
    }
}
