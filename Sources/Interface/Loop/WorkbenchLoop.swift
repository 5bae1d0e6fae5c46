import Foundation
import Safetensors
import Terminal
import Workbench

/// Waits, updates, draws: the one place where the model, the screen and the engine meet.
@MainActor
struct WorkbenchLoop {
    let screen: Screen
    let engine: any EngineControl
    let themes: ThemeLibrary
    let inbox: Inbox
    let reader: FileReader
    var link: EngineLink?
    var model: Model
    var outcome: WorkbenchOutcome.Reason?
    private let pace = SnapshotPace()
    /// Whether a snapshot may have come since the last one that was looked at.
    private var awaitsSnapshot = false
    private var lastDrawn = 0.0

    /// Seconds between frames that only data asks for.
    private static let dataInterval = 1.0 / 15

    init(
        screen: Screen, engine: any EngineControl, themes: ThemeLibrary, options: WorkbenchOptions
    ) {
        self.screen = screen
        self.engine = engine
        self.themes = themes
        inbox = Inbox(waking: screen.wakePipe)
        reader = FileReader(inbox: inbox)
        var settings = Model.Settings()
        settings.startsTraining = options.startsTraining
        settings.isWatching = options.isWatching
        settings.isAttached = options.isAttached
        settings.tokenizerFolder = options.tokenizerFolder
        settings.resumeCommand = options.resumeCommand
        settings.keys = options.keys
        if let mark = options.tourMark, Model.fits(screen.size) {
            settings.showsTour = TourMark.take(mark)
        }
        model = Model(size: screen.size, now: Self.now, settings: settings)
        model.pictures = screen.pictureProtocol
        model.availablePictures = screen.availableProtocols
        model.theme = screen.theme.name
        model.availableThemes = themes.names
        model.isMouseOn = screen.usesMouse
    }

    /// Until the user leaves or the process is asked to end.
    mutating func run() -> WorkbenchOutcome {
        // There is something to see before anything is asked of the engine.
        drawFrame()
        engine.snapshot.observe { [pace, pipe = screen.wakePipe] in
            let now = Self.now
            if now >= pace.due(now: now) { pipe.wake() }
        }
        let link = EngineLink(engine, inbox: inbox)
        self.link = link
        while outcome == nil { turn() }
        engine.snapshot.observe(nil)
        link.close()
        reader.close()
        let reason = outcome ?? .left
        return WorkbenchOutcome(
            reason: reason, phase: model.phase, run: model.run,
            summary: RunSummary.text(model, reason: reason))
    }

    /// One wait and what follows from it.
    private mutating func turn() {
        let inputs = screen.wait(milliseconds: patience)
        send(.tick(Self.now))
        var hasKey = false
        for input in inputs where outcome == nil {
            if case .wake = input { continue }
            hasKey = true
            take(input)
        }
        for message in inbox.take() { send(message) }
        if hasKey { pace.typed(at: Self.now) }
        lookAtSnapshot()
        guard outcome == nil, model.needsDrawing else { return }
        if hasKey || Self.now - lastDrawn >= Self.dataInterval { drawFrame() }
    }

    private mutating func lookAtSnapshot() {
        let now = Self.now
        guard now >= pace.due(now: now) else { return }
        let snapshot = engine.snapshot.take()
        awaitsSnapshot = snapshot != nil
        guard let snapshot else { return }
        pace.looked(at: now)
        send(.snapshot(snapshot))
    }

    private mutating func take(_ input: Input) {
        switch input {
        case .key(let key): send(.key(key))
        case .wake: break
        case .signal(let signal): send(.signal(signal))
        case .stop:
            screen.stopProcess()
            model.needsDrawing = true
        case .resumed: model.needsDrawing = true
        case .hangUp: send(.signal(.hangUp))
        }
    }

    /// Milliseconds until something is due; nil where nothing is.
    private var patience: Int? {
        var times: [Double] = []
        if let tick = model.nextTick { times.append(tick) }
        if model.needsDrawing { times.append(lastDrawn + Self.dataInterval) }
        if awaitsSnapshot { times.append(pace.due(now: Self.now)) }
        return times.min().map { Int(max(0, (($0 - Self.now) * 1000).rounded(.up))) }
    }

    private mutating func drawFrame() {
        model.size = screen.size
        var frame = Frame(model.size)
        draw(model, into: &frame)
        screen.draw(frame)
        model.needsDrawing = false
        lastDrawn = Self.now
    }

    private mutating func send(_ message: Message) {
        for effect in update(&model, message) { carryOut(effect) }
    }

    private mutating func carryOut(_ effect: Effect) {
        switch effect {
        case .perform(let command): link?.send(command)
        case .interrupt: engine.interrupter.raise()
        case .loadTrajectory(let run, let path): reader.ask(.trajectory(run: run, path: path))
        case .loadPicture(let run, let path): reader.ask(.picture(run: run, path: path))
        case .loadHistory(let run): reader.ask(.history(run: run))
        case .loadLog(let run): reader.ask(.log(run: run))
        case .loadSettings(let run): reader.ask(.settings(run: run))
        case .loadTokenizer(let folder): reader.ask(.tokenizer(folder: folder))
        case .loadRuns(let root): reader.ask(.runs(root: root))
        case .loadRunCurves(let path): reader.ask(.runCurves(path: path))
        case .choosePictures(let wanted):
            screen.pictureProtocol = wanted
            send(.pictures(screen.pictureProtocol, available: screen.availableProtocols))
        case .chooseTheme(let name): chooseTheme(name)
        case .setMouse(let isOn):
            screen.usesMouse = isOn
            send(.mouse(isOn: isOn))
        case .redraw: screen.repaint()
        case .editText(let text):
            let result = ExternalEditor().edit(text, on: screen)
            // Minutes may have gone by.
            send(.tick(Self.now))
            send(.editedText(result))
        case .writeScreen(let path): writeScreen(to: path)
        case .writeSettings(let data, let path): writeSettings(data, to: path)
        case .leave(let reason): outcome = reason
        }
    }

    private mutating func writeScreen(to path: String) {
        do {
            try ScreenCopy.write(model, theme: screen.theme, to: path)
            send(.notice("Wrote \(path)."))
        } catch {
            send(.notice("\(path) was not written: check its place and permissions."))
        }
    }

    private mutating func writeSettings(_ data: Data, to path: String) {
        do {
            try AtomicFile.write(data, to: path)
            send(.notice("Wrote \(path): cxrl --config \(path) begins a run with it."))
        } catch {
            send(.notice("\(path) was not written: check its place and permissions."))
        }
    }

    private mutating func chooseTheme(_ name: String) {
        do {
            screen.theme = try themes.theme(named: name)
            send(.themes(current: name, available: themes.names))
        } catch {
            send(.notice(error.description))
        }
    }

    private nonisolated static var now: Double { Date().timeIntervalSince1970 }
}
