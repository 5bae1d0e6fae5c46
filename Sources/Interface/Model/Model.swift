import Terminal
import Text
import Workbench

/// Everything the screen shows. Changed by ``update(_:_:)`` alone.
struct Model: Sendable {
    var size: Size
    /// Seconds since 1970, as of the last tick.
    var now: Double
    /// When the workbench was opened.
    let openedAt: Double
    let settings: Settings

    // what the engine said
    var run: RunDescription?
    var snapshot = Snapshot()
    var phase = Phase.loading
    var history = History()
    var log = LogState()
    /// The newest checkpoint.
    var checkpoint: CheckpointRecord?
    /// What is wrong with the run, the gravest first.
    var alarms: [Alarm] = []
    var clock = TrainingClock()
    /// While a run that has a past tells it.
    var isReplaying = false
    /// Training was told to begin without a key.
    var hasStartedByItself = false

    // what is looked at
    var pane = Pane.curves
    var isZoomed = false
    var overlay: Overlay?
    var curves = CurvesState()
    var rewards = RewardsState()
    var trajectory = TrajectoryState()
    var prompts = PromptsState()
    var runs = RunsState()
    var runSettings = RunSettings()
    var judging = JudgingState()
    var notice: Notice?
    var commands: [String] = []

    // what the terminal can do
    var pictures = PictureProtocol.symbols
    /// How all pictures are looked at.
    var pictureView = PictureView.whole
    var mouseDrag: MouseDrag?
    var availablePictures: [PictureProtocol] = []
    var theme = ""
    var availableThemes: [String] = []
    var isMouseOn = false

    // what else is known
    var tokenizer: Tokenizer?
    var tokenizerFailure: String?
    /// How the user wants to leave once the engine has stopped.
    var leaving: WorkbenchOutcome.Reason?
    /// Whether anything that is drawn has changed since it was drawn.
    var needsDrawing = true

    /// What does not change while the workbench is open.
    struct Settings: Sendable {
        var startsTraining = true
        var isWatching = false
        /// Whether the engine is at work in another process, which goes on when it is left.
        var isAttached = false
        var tokenizerFolder: String?
        var resumeCommand = ""
        var keys = KeyTable.standard
        /// Whether the tour is shown by itself.
        var showsTour = false
    }

    init(size: Size, now: Double = 0, settings: Settings = Settings()) {
        self.size = size
        self.now = now
        openedAt = now.rounded(.down)
        self.settings = settings
        if settings.showsTour { overlay = .tour(step: 0) }
    }

    /// What has the keyboard.
    var scope: Scope {
        if let overlay { return overlay.scope }
        if runSettings.isOpen { return runSettings.editor == nil ? .settings : .settingValue }
        return pane == .prompts && prompts.isEditing ? .editor : pane.scope
    }

    /// Without the help or the text that lies over everything else.
    var uncovered: Model {
        var model = self
        switch overlay {
        case .help, .detail: model.overlay = overlay?.covered
        default: break
        }
        return model
    }

    var keys: KeyTable { settings.keys }

    var rewardNames: [String] { run?.rewards.map(\.name) ?? [] }
    var rewardLetters: [String] { run?.rewards.letters ?? [] }

    /// Whether leaving would lose something.
    var isUnderWay: Bool {
        guard !settings.isWatching else { return false }
        switch phase {
        case .training, .paused, .stopping: return true
        case .loading, .ready, .stopped, .complete, .failed: return false
        }
    }

    static let minimumSize = Size(width: 60, height: 16)

    var isTooSmall: Bool { !Self.fits(size) }

    static func fits(_ size: Size) -> Bool {
        size.width >= minimumSize.width && size.height >= minimumSize.height
    }
}

/// How long the run has trained, pauses left out.
struct TrainingClock: Sendable, Equatable {
    private var elapsed = 0.0
    private var runningSince: Double?

    mutating func set(elapsed: Double, now: Double) {
        self.elapsed = elapsed.isFinite ? min(1e9, max(0, elapsed)) : 0
        if runningSince != nil { runningSince = now }
    }

    mutating func run(_ isRunning: Bool, now: Double) {
        if let since = runningSince { elapsed += max(0, now - since) }
        runningSince = isRunning ? now : nil
    }

    func seconds(at now: Double) -> Double {
        elapsed + (runningSince.map { max(0, now - $0) } ?? 0)
    }

    var isRunning: Bool { runningSince != nil }
}
