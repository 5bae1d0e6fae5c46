import Foundation

/// The terminal, full screen: draws frames, and gives the terminal back as it was.
///
/// One at a time, on the process's main thread. ``close()`` ends it; a fault, `exit` or a fatal
/// signal restores the terminal too.
@MainActor
public final class Screen {
    /// Wakes ``wait(milliseconds:)`` from any thread.
    public nonisolated let wakePipe: WakePipe
    /// The picture protocols that this terminal has, in the order in which a key cycles them.
    public let availableProtocols: [PictureProtocol]
    public let depth: ColourDepth
    public internal(set) var capabilities: TerminalCapabilities
    /// In cells; a frame should have it.
    public internal(set) var size: Size

    let device: TerminalDevice
    let curses: Curses
    let modes: TerminalModes
    var decoder = KeyDecoder()
    var isTerminalGone = false
    /// Set until what was still to be read is read.
    var justLostTerminal = false
    private var isClosed = false
    private var isSuspended = false
    private var renderer: PictureRenderer
    private var painter: PixelPainter
    private var paints: [Style: (attributes: TextAttributes, pair: Int32)] = [:]
    /// What ncurses's window holds; nil where that is not known.
    private var shown: Frame?

    /// Takes the terminal over.
    ///
    /// Throws where there is none, or none that ncurses can drive; everything is as before then.
    public init(_ options: ScreenOptions = ScreenOptions()) throws(ScreenError) {
        let wakePipe = try WakePipe()
        let device = try TerminalDevice(
            logPath: options.logPath, input: options.descriptors.input,
            output: options.descriptors.output)
        let environment = options.environment
        let capabilities = TerminalProbe.probe(
            input: device.input, output: device.output, environment: environment)
        Curses.installSignals(
            Curses.RescueDescriptors(
                wake: wakePipe.writer, terminal: device.output, log: device.log,
                savedError: device.log >= 0 ? device.savedError : -1, nothing: device.nothing))
        device.redirect()
        let curses: Curses
        do {
            curses = try Curses(
                input: device.input, output: device.output,
                terminalNames: capabilities.terminalNames(
                    environment["TERM"] ?? "dumb", wantsAllColours: options.depth == .direct))
        } catch {
            device.unredirect()
            Curses.removeSignals()
            device.close()
            throw error
        }
        let protocols = PictureProtocol.available(
            capabilities, isUTF8: curses.isUTF8, forced: options.pictureProtocol)

        self.wakePipe = wakePipe
        self.device = device
        self.curses = curses
        self.capabilities = capabilities
        availableProtocols = protocols
        theme = options.theme
        usesMouse = options.usesMouse
        depth = ColourDepth.choose(
            colours: curses.colours, isDirect: curses.isDirect, environment: environment,
            override: options.depth)
        let wanted =
            options.pictureProtocol.flatMap { protocols.contains($0) ? $0 : nil }
            ?? protocols[protocols.count - 1]
        renderer = PictureRenderer(wanted, depth: depth)
        painter = PixelPainter(
            capabilities: capabilities, pictureProtocol: wanted,
            encoder: PictureEncoder { wakePipe.wake() })
        modes = TerminalModes(capability: curses.capability)
        size = TerminalProbe.size(of: device.output)
        renderer.cellAspect = Double(capabilities.cell.height) / Double(capabilities.cell.width)
        renderer.isOnLight = capabilities.isLight ?? options.theme.isLight
        curses.resize(to: size)
        Curses.arm(device.original, farewell: modes.farewell)
        enterModes()
    }

    public var theme: Theme {
        didSet {
            renderer.isOnLight = capabilities.isLight ?? theme.isLight
            repaint()
        }
    }

    /// One of ``availableProtocols``; others are ignored.
    public var pictureProtocol: PictureProtocol {
        get { renderer.pictureProtocol }
        set {
            guard availableProtocols.contains(newValue) else { return }
            renderer.pictureProtocol = newValue
            guard !newValue.usesCells, painter.pictureProtocol != newValue else { return }
            painter.pictureProtocol = newValue
            repaint()
        }
    }

    /// Whether clicks come here; without, the terminal selects text with them.
    public var usesMouse: Bool {
        didSet { if usesMouse != oldValue { setMouse() } }
    }

    // MARK: Drawing

    /// Shows a frame; only what differs from the last one is sent.
    public func draw(_ frame: Frame) {
        guard !isClosed, !isSuspended, !isTerminalGone else { return }
        if curses.needsFreshPairs { repaint() }
        let frame = renderer.render(frame)
        if shown?.size != frame.size { shown = nil }
        eraseStalePictures(before: frame)
        put(frame)
        shown = frame
        curses.flush(cursor: frame.cursor)
        // One that is too tall would scroll the screen under its pictures.
        let bytes = frame.height <= size.height ? painter.paint(frame) : []
        TerminalWriter.write(bytes, to: device.output)
    }

    /// Whether pictures of the last frame are still being encoded.
    var isWaitingForPictures: Bool { painter.isWaiting }

    /// Sends the pictures that were still being encoded when their frame was drawn.
    func drawLatePictures() {
        if painter.isWaiting, let shown { draw(shown) }
    }

    /// The next frame is drawn completely, as after something else wrote to the terminal.
    public func repaint() {
        shown = nil
        paints = [:]
        painter.forget()
        curses.resetPairs()
        curses.repaint()
    }

    /// A picture that moves or goes leaves its pixels wherever ncurses sees no change, so its
    /// place becomes spaces first.
    private func eraseStalePictures(before frame: Frame) {
        let stale = painter.staleRects(before: frame)
        guard !stale.isEmpty else { return }
        for rect in stale {
            for y in rect.y..<rect.bottom {
                for x in rect.x..<rect.right {
                    curses.put(" ", mark: nil, x: x, y: y, attributes: [], pair: 0)
                    shown?[x, y] = Cell(Unicode.Scalar(0))
                }
            }
        }
        curses.flush(cursor: frame.cursor)
    }

    private func put(_ frame: Frame) {
        let width = min(frame.width, size.width)
        for y in 0..<min(frame.height, size.height) {
            for x in 0..<width {
                let cell = frame[x, y]
                guard cell.width > 0 else { continue }
                if let shown, shown[x, y] == cell, cell.width == 1 || shown[x + 1, y].width == 0 {
                    continue
                }
                put(cell, x: x, y: y)
            }
        }
    }

    private func put(_ cell: Cell, x: Int, y: Int) {
        let (attributes, pair) = look(of: cell.style)
        var glyph = curses.isUTF8 ? cell.glyph : GlyphFallback.ascii(cell.glyph)
        if curses.isUTF8, curses.width(of: glyph) != Int(cell.width) { glyph = "?" }
        let mark = curses.isUTF8 ? cell.mark : nil
        curses.put(glyph, mark: mark, x: x, y: y, attributes: attributes, pair: pair)
    }

    private func look(of style: Style) -> (attributes: TextAttributes, pair: Int32) {
        if let known = paints[style] { return known }
        var paint = theme.paint(for: style)
        if depth == .none { paint.attributes.formUnion(style.role.emphasisWithoutColour) }
        let pair = curses.pair(
            depth.number(ofForeground: paint.foreground),
            depth.number(ofBackground: paint.background))
        if paints.count > 20_000 { paints = [:] }
        paints[style] = (paint.attributes, pair)
        return (paint.attributes, pair)
    }

    // MARK: Leaving and coming back

    /// Gives the terminal and standard output back, as before Ctrl-Z stops the process.
    public func suspend() {
        guard !isClosed, !isSuspended else { return }
        leaveTerminal()
        device.unredirect()
    }

    /// Gives the terminal back; what this process prints still goes to the log.
    private func leaveTerminal() {
        isSuspended = true
        leaveModes()
        curses.leave()
        Curses.disarm()
        device.restoreMode()
    }

    /// Takes the terminal again after ``suspend()``.
    public func resume() {
        guard !isClosed, isSuspended else { return }
        isSuspended = false
        device.redirect()
        curses.enter()
        Curses.arm(device.original, farewell: modes.farewell)
        enterModes()
        followSize()
        repaint()
        // Ctrl-C in an editor was not meant for us.
        _ = Curses.takeSignal(TerminalSignal.interrupt.number)
    }

    /// Runs a program such as an editor on the terminal and returns its exit status. A signal that
    /// asks this process to end asks the program first.
    public func run(_ command: [String]) throws(ScreenError) -> Int32 {
        guard !isClosed, !isSuspended else { return 0 }
        leaveTerminal()
        defer {
            resume()
            // Its Ctrl-Z and Ctrl-\ were not meant for us either.
            for number in [SIGTSTP, SIGCONT, SIGQUIT] { _ = Curses.takeSignal(number) }
        }
        return try ForegroundProcess.run(command, input: device.input, output: device.output) {
            [SIGTERM, SIGHUP, SIGUSR1].contains(where: Curses.hasSignal)
        }
    }

    /// Stops the process as Ctrl-Z does, and returns when it goes on.
    public func stopProcess() {
        suspend()
        Curses.stopSelf()
        resume()
    }

    /// Gives the terminal back for good.
    public func close() {
        guard !isClosed else { return }
        if !isSuspended { suspend() }
        isClosed = true
        curses.close()
        device.restoreMode()
        Curses.removeSignals()
        device.close()
    }

    private func enterModes() {
        TerminalWriter.write(Array(modes.enter.utf8), to: device.output)
        setMouse()
    }

    private func leaveModes() {
        curses.setMouse(false)
        TerminalWriter.write(
            painter.release() + Array((modes.leaveDrags + modes.leave).utf8), to: device.output)
    }

    private func setMouse() {
        curses.setMouse(usesMouse)
        let drags = usesMouse ? modes.enterDrags : modes.leaveDrags
        TerminalWriter.write(Array(drags.utf8), to: device.output)
    }

    /// Takes the terminal's size over and says whether it changed.
    @discardableResult
    func followSize() -> Bool {
        let before = size
        size = TerminalProbe.size(of: device.output)
        painter.follow(pixels: TerminalProbe.pixels(of: device.output), cells: size)
        renderer.cellAspect = painter.cellAspect
        guard size != before else { return false }
        curses.resize(to: size)
        repaint()
        return true
    }
}
