import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct SheetTests {
    private func opened(width: Int = 100, height: Int = 36) -> Scenario {
        var scenario = Scenario.trained(width: width, height: height)
        scenario.press(.character("4"))
        _ = scenario.takeEffects()
        return scenario
    }

    private func asked(_ effects: [Effect]) -> SheetRequest? {
        for case .perform(.sheet(let request)) in effects { return request }
        return nil
    }

    private func picture(
        _ request: SheetRequest, _ prompt: Int, _ branch: ModelBranch, score: Double
    ) -> Event {
        .sheetPictureFinished(
            SheetPicture(
                id: request.id, prompt: prompt, branch: branch, picture: .disc(shade: 90),
                scores: ["diagnosis": score]))
    }

    @Test("V draws the chosen prompt with one term changed, by three models from one seed")
    func draws() throws {
        var scenario = opened()
        scenario.press(.character("V"))
        let request = try #require(asked(scenario.takeEffects()))
        #expect(
            request.prompts == [
                "Small left pleural effusion. No pneumothorax.",
                "Moderate left pleural effusion. No pneumothorax.",
                "Large left pleural effusion. No pneumothorax.",
            ])
        #expect(request.branches == [.policy, .anchor, .policyWithoutEmbeddings])
        #expect(request.seed == 1)
        #expect(scenario.screen.contains("0 of 9 pictures, step 0/5, in the gaps of training"))
        scenario.send(.event(picture(request, 0, .anchor, score: 0.5)))
        scenario.send(.event(picture(request, 0, .policy, score: 0.75)))
        #expect(scenario.screen.contains("D 0.75 ▲ +0.25"))
        #expect(scenario.screen.contains("2 of 9 pictures"))
    }

    @Test("Another term is drawn once the keys rest, and pictures of the one before do not count")
    func moves() throws {
        var scenario = opened()
        scenario.press(.character("V"))
        let first = try #require(asked(scenario.takeEffects()))
        scenario.press(.right, .right)
        #expect(scenario.takeEffects().isEmpty)
        scenario.wait(0.8)
        let second = try #require(asked(scenario.takeEffects()))
        #expect(second.id != first.id)
        #expect(second.prompts[1] == "Small left pulmonary edema. No pneumothorax.")
        scenario.send(.event(picture(first, 0, .policy, score: 0.75)))
        #expect(scenario.model.prompts.sheet.pictures.isEmpty)
        scenario.press(.character("n"))
        scenario.wait(0.8)
        #expect(asked(scenario.takeEffects())?.seed == 2)
    }

    @Test("Esc cancels what is not drawn yet, and goes back to Prompts")
    func cancels() throws {
        var scenario = opened()
        scenario.press(.character("V"))
        let request = try #require(asked(scenario.takeEffects()))
        scenario.press(.escape)
        #expect(scenario.takeEffects() == [.perform(.cancelSheet)])
        #expect(scenario.model.overlay == nil && scenario.model.pane == .prompts)
        scenario.press(.character("V"))
        _ = scenario.takeEffects()
        for prompt in 0..<3 {
            for branch in request.branches {
                var whole = request
                whole.id += 1
                scenario.send(.event(picture(whole, prompt, branch, score: 0.5)))
            }
        }
        #expect(scenario.screen.contains("9 pictures from one noise"))
        scenario.press(.escape)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("The term at the cursor varies, and a prompt without one says what is missing")
    func chosenTerm() throws {
        var scenario = opened()
        scenario.press(.enter, .home)
        for _ in 0..<8 { scenario.press(.right) }
        scenario.press(.escape, .character("V"))
        #expect(asked(scenario.takeEffects())?.prompts[1].hasPrefix("Small right") == true)
        scenario.press(.escape, .up, .enter)
        scenario.type("Nothing.")
        scenario.press(.escape, .character("V"))
        #expect(asked(scenario.takeEffects()) == nil)
        #expect(scenario.screen.contains("No term of the prompt can be changed"))
    }

    @Test("What the engine refuses stands where the pictures would")
    func refused() throws {
        var scenario = opened()
        scenario.press(.character("V"))
        let request = try #require(asked(scenario.takeEffects()))
        scenario.send(.refused(.sheet(request), reason: "The run has ended."))
        #expect(scenario.screen.contains("The run has ended."))
        scenario.press(.escape)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("Tab completes a term, once more takes the next one, and undo takes it away at once")
    func completion() {
        var scenario = opened()
        scenario.press(.up, .enter)
        scenario.type("A pleu")
        #expect(scenario.screen.contains("Tab pleural effusion  pleural thickening"))
        scenario.press(.tab)
        #expect(scenario.model.promptText == "A pleural effusion")
        scenario.press(.tab)
        #expect(scenario.model.promptText == "A pleural thickening")
        scenario.press(.tab)
        #expect(scenario.model.promptText == "A pleural effusion")
        scenario.press(.control("u"))
        #expect(scenario.model.promptText == "A pleu")
        scenario.type("x")
        scenario.press(.tab)
        #expect(scenario.model.promptText == "A pleux")
        #expect(scenario.screen.contains("No term of the field begins like this."))
    }
}
