import Configuration
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite("The settings of a run") struct SettingsTests {
    private func opened(
        width: Int = 80, height: Int = 24, settings: Model.Settings = Model.Settings(),
        _ change: (inout Configuration) -> Void = { _ in }
    ) -> Scenario {
        var configuration = Configuration()
        configuration.rlcf.epochs = 90
        change(&configuration)
        var scenario = Scenario.trained(width: width, height: height, settings: settings)
        scenario.send(.settings(.success(configuration)))
        scenario.press(.character(","))
        return scenario
    }

    /// Stands on a setting, which a filter finds.
    private func choosing(
        _ key: String, width: Int = 80, settings: Model.Settings = Model.Settings()
    ) -> Scenario {
        var scenario = opened(width: width, settings: settings)
        scenario.press(.character("/"))
        scenario.type(key)
        scenario.press(.enter)
        return scenario
    }

    /// The chosen setting with another value.
    private func changing(_ key: String, to text: String, width: Int = 80) -> Scenario {
        var scenario = choosing(key, width: width)
        scenario.change(to: text)
        return scenario
    }

    /// A line typed after `:`.
    private func commanding(_ line: String) -> Scenario {
        var scenario = opened()
        _ = scenario.takeEffects()
        scenario.press(.escape, .character(":"))
        scenario.type(line)
        scenario.press(.enter)
        return scenario
    }

    @Test(":set changes a setting by its name, as --set does before a run")
    func command() {
        var scenario = commanding("set rewards.posture.weight 0.5")
        #expect(
            scenario.takeEffects() == [.perform(.setRewardWeight(reward: "posture", weight: 0.5))])
        scenario = commanding("set rlcf.epochs 120")
        #expect(scenario.takeEffects() == [.perform(.setEpochs(120))])
        scenario = commanding("set rollout.steps 20")
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.model.runSettings.wanted?.rollout.steps == 20)
        #expect(scenario.screen.contains("Only in a new run: :write FILE.json"))
        #expect(commanding("set rlcf.epochs 90").screen.contains("rlcf.epochs is 90 already."))
    }

    @Test(
        ":set says what is wrong, and changes nothing",
        arguments: [
            ("set rlcf.epoch 5", "did you mean rlcf.epochs?"),
            ("set rlcf.epochs many", "rlcf.epochs"),
            ("set rlcf.epochs", "Write: set KEY VALUE"),
        ])
    func badCommand(line: String, sentence: String) {
        var scenario = commanding(line)
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.model.runSettings.changed.isEmpty)
        #expect(scenario.screen.contains(sentence))
    }

    @Test(":set completes keys, and the values of those that have few")
    func completesCommand() {
        let model = opened().model
        #expect(model.completions(of: "set rlcf.clip") == ["set rlcf.clip_nats"])
        #expect(
            model.completions(of: "set rlcf.advantage ")
                == ["set rlcf.advantage prompt", "set rlcf.advantage batch"])
        #expect(model.completions(of: "set ").count == model.runSettings.shown.count)
    }

    @Test("are read when the run is opened, and say so until then")
    func reading() {
        var scenario = Scenario()
        scenario.press(.character(","))
        #expect(scenario.screen.contains("No run is open yet."))
        scenario.send(.event(.runOpened(.example)))
        #expect(scenario.takeEffects().contains(.loadSettings(run: RunDescription.example.folder)))
        scenario.press(.character(","))
        #expect(scenario.screen.contains("The run's settings are being read."))
        scenario.send(.settings(.failure(TrajectoryFailure("run.json is damaged."))))
        #expect(scenario.screen.contains("run.json is damaged."))
    }

    @Test("are all listed, by section, with value, default, range and meaning")
    func all() {
        var scenario = opened(width: 200, height: 60)
        #expect(scenario.model.runSettings.shown.map(\.key) == Configuration.fields.map(\.key))
        var seen = ""
        for _ in Configuration.fields {
            seen += scenario.screen
            scenario.press(.down)
        }
        for field in Configuration.fields {
            #expect(seen.contains("\(field.key)  "))
            #expect(seen.contains(field.explanation.prefix(60)))
        }
        for section in Configuration.sections { #expect(seen.contains(section.explanation)) }
    }

    @Test("look as they were kept, at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) throws {
        var scenario = opened(width: size.width, height: size.height)
        scenario.press(.character("/"))
        scenario.type("batch")
        scenario.press(.enter, .down, .down)
        scenario.change(to: "7")
        try ScreenFile.expect(
            scenario.screen, matches: "settings-\(size.width)x\(size.height)")
    }

    @Test("are filtered by key and by meaning, and say so where there is none")
    func filter() {
        var scenario = choosing("clip range")
        #expect(scenario.model.runSettings.shown.map(\.key) == ["rlcf.clip_nats"])
        #expect(
            scenario.screen.contains(
                "Settings · 1 of \(Configuration.fields.count) · with “clip range”"))
        scenario.press(.escape)
        #expect(scenario.model.runSettings.chosenField?.key == "rlcf.clip_nats")
        scenario.press(.character("/"))
        scenario.type("nothing like it")
        #expect(scenario.screen.contains("No setting contains “nothing like it”."))
        scenario.press(.enter, .enter)
        #expect(scenario.screen.contains("There is no setting."))
    }

    @Test("that the engine can change are changed in it, and are the run's once it says so")
    func live() {
        var scenario = changing("posture.weight", to: "0.5")
        #expect(
            scenario.takeEffects()
                == [.perform(.setRewardWeight(reward: "posture", weight: 0.5))])
        #expect(scenario.screen.contains("1 → 0.5"))
        scenario.send(.event(.rewardWeightChanged(reward: "posture", weight: 0.5)))
        #expect(!scenario.screen.contains("→ 0.5"))
        #expect(scenario.model.runSettings.current?.rewards.posture.weight == 0.5)
        #expect(scenario.model.runSettings.changed.isEmpty)

        scenario = changing("rlcf.epochs", to: "120")
        #expect(scenario.takeEffects() == [.perform(.setEpochs(120))])
        var snapshot = scenario.model.snapshot
        snapshot.epochs = 120
        scenario.send(.snapshot(snapshot))
        #expect(scenario.model.runSettings.changed.isEmpty)
        #expect(scenario.model.runSettings.current?.rlcf.epochs == 120)
    }

    @Test("that the engine refuses to change stay as they are")
    func refused() {
        var scenario = changing("rlcf.epochs", to: "3")
        scenario.send(.refused(.setEpochs(3), reason: "6 epochs are done."))
        #expect(scenario.model.runSettings.changed.isEmpty)
        #expect(scenario.screen.contains("6 epochs are done."))
    }

    @Test("that the engine cannot change are kept, marked and can be taken back")
    func kept() {
        var scenario = changing("rollout.steps", to: "20")
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("10 → 20"))
        #expect(scenario.screen.contains("1 changed"))
        #expect(scenario.screen.contains("then cxrl --config FILE.json."))
        scenario.press(.character("x"))
        #expect(scenario.model.runSettings.changed.isEmpty)
        scenario.press(.character("x"))
        #expect(scenario.screen.contains("The setting is not changed."))
    }

    @Test(
        "say when a change takes effect",
        arguments: [
            ("posture.weight", ChangeTime.nextRollout), ("rlcf.epochs", .now),
            ("run.judge_every", .onResume), ("rollout.eta", .newRun),
        ])
    func times(key: String, time: ChangeTime) throws {
        let scenario = choosing(key, width: 110)
        let field = try #require(scenario.model.runSettings.chosenField)
        #expect(scenario.model.changeTime(of: field) == time)
        #expect(scenario.screen.contains(time.sentence.prefix(70)))
    }

    @Test("of a run that is only watched cannot be changed in it")
    func watched() throws {
        var settings = Model.Settings()
        settings.isWatching = true
        var scenario = choosing("posture.weight", settings: settings)
        #expect(scenario.screen.contains("on resume"))
        scenario.change(to: "2")
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.model.runSettings.changed.map(\.key) == ["rewards.posture.weight"])
    }

    @Test(
        "are refused as they are typed, in the command line's words",
        arguments: [
            ("rollout.steps", "many"), ("rollout.steps", "0"), ("rollout.eta", "1.5"),
            ("rollout.sampler", "ddmi"), ("preview.decode", "perhaps"), ("rollout.steps", ""),
        ])
    func mistakes(key: String, text: String) throws {
        var scenario = choosing(key, width: 120)
        scenario.press(.enter, .control("a"), .control("k"))
        scenario.type(text)
        var configuration = Configuration()
        var sentence = ""
        do { try configuration.apply(assignment: "\(key)=\(text)") } catch {
            sentence = (error as? ConfigurationError)?.violations.first?.sentence ?? ""
        }
        #expect(!sentence.isEmpty)
        #expect(scenario.screen.contains(sentence))
        scenario.press(.enter)
        #expect(scenario.model.scope == .settingValue)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("that do not go together are told of, and are not written before they do")
    func together() throws {
        var scenario = changing("rlcf.mini_batches", to: "7", width: 120)
        #expect(scenario.screen.contains("do not divide into 7"))
        scenario.press(.character(":"))
        scenario.type("write run.json")
        scenario.press(.enter)
        #expect(scenario.takeEffects().isEmpty)
        scenario.wait(6)
        scenario.change(to: "6")
        #expect(!scenario.screen.contains("do not divide"))
        scenario.press(.character(":"))
        scenario.type("write run.json")
        scenario.press(.enter)
        guard case .writeSettings(let json, "run.json")? = scenario.takeEffects().last else {
            Issue.record("nothing is written")
            return
        }
        var read = Configuration()
        try read.apply(json: json, source: "run.json")
        #expect(read.rlcf.miniBatches == 6)
        #expect(read.rlcf.epochs == 90)
    }

    @Test("whose weights would leave nothing to learn are not given to the engine")
    func unsound() {
        var scenario = opened(width: 120) {
            $0.rewards.diagnosis.weight = 0
            $0.rewards.consistency.weight = 0
        }
        scenario.press(.character("/"))
        scenario.type("posture.weight")
        scenario.press(.enter)
        scenario.change(to: "0")
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("All reward weights are 0"))
        #expect(scenario.model.scope == .settingValue)
    }

    @Test("of a few values go on to the next one with Tab")
    func choices() {
        var scenario = choosing("rollout.sampler")
        scenario.press(.enter, .tab)
        #expect(scenario.model.runSettings.editor?.text == "ddpm")
        scenario.press(.tab, .tab)
        #expect(scenario.model.runSettings.editor?.text == "ddim")
        scenario.press(.escape)
        #expect(scenario.model.scope == .settings)
    }

    @Test("of a user's reward are listed with the rewards")
    func userReward() {
        var scenario = opened(width: 120) { $0.rewards.user["sharpness"] = .init() }
        scenario.press(.character("/"))
        scenario.type("sharpness")
        #expect(scenario.model.runSettings.shown.count == 8)
        #expect(scenario.screen.contains("rewards.sharpness.weight"))
    }

    @Test("open by two commands, and close with Esc or with another pane")
    func opens() {
        var scenario = Scenario.trained()
        for command in [":settings", ":config"] {
            scenario.type(command)
            scenario.press(.enter)
            #expect(scenario.model.scope == .settings)
            scenario.press(.escape)
            #expect(scenario.model.scope == .curves)
        }
        scenario.type(",:log")
        scenario.press(.enter)
        #expect(scenario.model.scope == .log)
    }
}

extension Scenario {
    /// Types another value for the chosen setting.
    fileprivate mutating func change(to text: String) {
        press(.enter, .control("a"), .control("k"))
        type(text)
        press(.enter)
    }
}
