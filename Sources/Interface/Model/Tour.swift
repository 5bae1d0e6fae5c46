import Terminal

/// A few steps through what is on the screen.
enum Tour {
    /// One thing on the screen, and what is said of it.
    struct Step {
        let title: String
        /// In sentences.
        let text: String
        /// What it is about.
        let target: Rect
    }

    static let count = 5

    /// - Parameter index: from 0.
    static func step(_ index: Int, of model: Model) -> Step {
        let layout = ScreenLayout(size: model.size)
        let key = { (action: Action) in model.keyName(action) }
        switch index {
        case 0:
            return Step(
                title: "Five panes",
                text:
                    "\(key(.curves)) to \(key(.log)), or \(key(.nextPane)), go from pane to pane. On "
                    + "the right is what the run is at, and for how long it has trained.",
                target: layout.top)
        case 1:
            return Step(
                title: "Curves",
                text:
                    "Each reward, as the difference from the anchor: the model before training. 0 "
                    + "is as good as the anchor. \(key(.left)) and \(key(.right)) read epochs, "
                    + "\(key(.up)) and \(key(.down)) choose a chart.",
                target: CurvesPane.parts(of: layout.body).curves)
        case 2:
            return Step(
                title: "Pictures",
                text: "What policy and anchor make of a prompt, as it is denoised. "
                    + "\(key(.cyclePictures)) draws pictures in another way; \(key(.trajectory)) goes "
                    + "through every step of one, \(key(.prompts)) draws a text of yours.",
                target: CurvesPane.parts(of: layout.body).now)
        case 3:
            return Step(
                title: "Keys",
                text: "The last line has the keys of what is looked at. \(key(.help)) shows all of "
                    + "them, \(key(.command)) takes commands by name; :\(Action.settings.rawValue) lists "
                    + "every setting with its meaning.",
                target: layout.footer)
        default:
            return Step(
                title: "Stop and resume", text: leaving(model), target: layout.status)
        }
    }

    private static func leaving(_ model: Model) -> String {
        let (pause, quit) = (model.keyName(.toggleTraining), model.keyName(.quit))
        let again = ":\(Action.tour.rawValue) shows this again."
        if model.settings.isWatching { return "\(quit) leaves, and the run goes on. \(again)" }
        return
            "\(pause) pauses and resumes training. \(quit) asks, saves and leaves, and prints the "
            + "command that goes on with the run exactly where it was. \(again)"
    }
}
