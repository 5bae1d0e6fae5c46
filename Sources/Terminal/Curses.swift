import CNcurses
import CRescue
import Foundation

/// ncurses, and the signal handlers beside it; the only file that sees either.
@MainActor
final class Curses {
    private let screen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let outputFile: UnsafeMutablePointer<FILE>
    private let inputFile: UnsafeMutablePointer<FILE>
    private var pairs: [UInt64: Int32] = [:]
    private var isLeftDown = false
    /// The end of a click whose beginning was read.
    private var release: MouseEvent?
    private let pairLimit: Int

    /// The terminal type in use, after any fallback.
    let terminalName: String
    let colours: Int
    let isDirect: Bool
    let isUTF8: Bool

    private enum Code {
        static let pasteStart: Int32 = 2000
        static let pasteEnd: Int32 = 2001
        static let focusIn: Int32 = 2002
        static let focusOut: Int32 = 2003
        static let wordLeft: Int32 = 2004
        static let wordRight: Int32 = 2005
    }

    /// Starts on duplicates of the descriptors, as the first of the terminal types that terminfo
    /// has. Where it has none the terminal is treated as xterm-256color, which the newer ones
    /// imitate.
    init(input: Int32, output: Int32, terminalNames: [String]) throws(ScreenError) {
        setlocale(LC_ALL, "")
        guard let outputFile = fdopen(fcntl(output, F_DUPFD_CLOEXEC, 3), "w"),
            let inputFile = fdopen(fcntl(input, F_DUPFD_CLOEXEC, 3), "r")
        else { throw .system("the terminal cannot be opened", errno) }
        self.outputFile = outputFile
        self.inputFile = inputFile
        var started: OpaquePointer?
        let known = (terminalNames + ["xterm-256color"]).first { name in
            started = newterm(name, outputFile, inputFile)
            return started != nil
        }
        guard let known, let started, let window = cxrl_standard_window() else {
            fclose(outputFile)
            fclose(inputFile)
            throw .unknownTerminal(terminalNames.last ?? "")
        }
        screen = started
        self.window = window
        terminalName = known
        start_color()
        use_default_colors()
        colours = Int(cxrl_color_count())
        isDirect = cxrl_is_direct() != 0
        pairLimit = Int(cxrl_pair_count())
        isUTF8 = cxrl_is_utf8() != 0
        cbreak()
        noecho()
        nonl()
        set_escdelay(25)
        intrflush(window, false)
        keypad(window, true)
        nodelay(window, true)
        defineKeys()
        releaseControlKeys()
    }

    private func defineKeys() {
        let sequences: [(String, Int32)] = [
            ("\u{1B}[200~", Code.pasteStart), ("\u{1B}[201~", Code.pasteEnd),
            ("\u{1B}[I", Code.focusIn), ("\u{1B}[O", Code.focusOut),
            ("\u{1B}[1;5D", Code.wordLeft), ("\u{1B}[1;3D", Code.wordLeft),
            ("\u{1B}[1;5C", Code.wordRight), ("\u{1B}[1;3C", Code.wordRight),
            // Terminals send these forms too, whatever their terminfo says.
            ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END), ("\u{1B}[A", KEY_UP),
            ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
        ]
        for (sequence, code) in sequences { define_key(sequence, code) }
    }

    /// Ctrl-S, Ctrl-Q, Ctrl-V and Ctrl-O are keys here; Ctrl-C, Ctrl-Z and Ctrl-\ stay signals.
    private func releaseControlKeys() {
        var mode = termios()
        let descriptor = fileno(inputFile)
        guard tcgetattr(descriptor, &mode) == 0 else { return }
        mode.c_iflag &= ~tcflag_t(IXON | IXOFF)
        mode.c_lflag &= ~tcflag_t(IEXTEN)
        tcsetattr(descriptor, TCSANOW, &mode)
        def_prog_mode()
    }

    /// Milliseconds after which an escape is the key.
    var escapeDelay: Int { Int(get_escdelay()) }

    // MARK: Drawing

    var size: Size {
        Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
    }

    /// The number of a pair of colour numbers (−1 is the terminal's default).
    func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
        guard colours >= 8, foreground >= 0 || background >= 0 else { return 0 }
        let key =
            UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
        if let pair = pairs[key] { return pair }
        // Taking a pair away from cells that show it would recolour them.
        guard pairs.count + 1 < pairLimit else { return 0 }
        let pair = alloc_pair(foreground, background)
        guard pair > 0 else { return 0 }
        pairs[key] = pair
        return pair
    }

    /// Whether there are so many pairs that new ones may soon be refused.
    var needsFreshPairs: Bool { pairs.count > pairLimit * 3 / 4 }

    /// Forgets all pairs; everything has to be drawn again.
    func resetPairs() {
        pairs = [:]
        reset_color_pairs()
        wclear(window)
    }

    func put(
        _ glyph: Unicode.Scalar, mark: Unicode.Scalar?, x: Int, y: Int,
        attributes: TextAttributes, pair: Int32
    ) {
        var bits = attr_t(0)
        if attributes.contains(.bold) { bits |= cxrl_bold }
        if attributes.contains(.underline) { bits |= cxrl_underline }
        if attributes.contains(.reverse) { bits |= cxrl_reverse }
        if attributes.contains(.dim) { bits |= cxrl_dim }
        if attributes.contains(.italic) { bits |= cxrl_italic }
        _ = cxrl_put(
            window, Int32(y), Int32(x), wchar_t(bitPattern: glyph.value),
            wchar_t(bitPattern: mark?.value ?? 0), bits, pair)
    }

    /// Columns that ncurses will use for a glyph.
    func width(of glyph: Unicode.Scalar) -> Int {
        Int(cxrl_width(wchar_t(bitPattern: glyph.value)))
    }

    /// Sends what changed to the terminal, and leaves the cursor there or hides it.
    func flush(cursor: Point?) {
        if let cursor {
            wmove(window, Int32(cursor.y), Int32(cursor.x))
            leaveok(window, false)
        }
        curs_set(cursor == nil ? 0 : 1)
        wnoutrefresh(window)
        doupdate()
        fflush(outputFile)
    }

    /// The next flush writes every cell.
    func repaint() {
        clearok(window, true)
    }

    func resize(to size: Size) {
        resizeterm(Int32(size.height), Int32(size.width))
    }

    func capability(_ name: String) -> String? {
        guard let text = cxrl_capability(name) else { return nil }
        return String(cString: text)
    }

    // MARK: Leaving and coming back

    /// Gives the terminal back as it was; ``enter()`` returns.
    func leave() {
        endwin()
        fflush(outputFile)
    }

    func enter() {
        reset_prog_mode()
        clearok(window, true)
        wrefresh(window)
    }

    func close() {
        leave()
        delscreen(screen)
        fclose(outputFile)
        fclose(inputFile)
    }

    // MARK: Input

    func setMouse(_ isOn: Bool) {
        mousemask(isOn ? cxrl_mouse_events : 0, nil)
        mouseinterval(0)
        fflush(outputFile)
    }

    /// The next thing that is there to read, or nil; waits no longer than for the rest of an
    /// escape sequence.
    func read() -> RawInput? {
        if let release {
            self.release = nil
            return .key(.mouse(release))
        }
        var value = wint_t()
        switch wget_wch(window, &value) {
        case OK: return Unicode.Scalar(UInt32(value)).map(RawInput.scalar) ?? .nothing
        case KEY_CODE_YES: return decode(Int32(bitPattern: UInt32(value)))
        default: return nil
        }
    }

    private func decode(_ code: Int32) -> RawInput {
        switch code {
        case Code.pasteStart: return .pasteStart
        case Code.pasteEnd: return .pasteEnd
        case Code.focusIn: return .key(.focus(true))
        case Code.focusOut: return .key(.focus(false))
        case Code.wordLeft: return .key(.wordLeft)
        case Code.wordRight: return .key(.wordRight)
        case KEY_MOUSE: return mouse().map { .key(.mouse($0)) } ?? .nothing
        case KEY_F0 + 1...KEY_F0 + 12: return .key(.function(Int(code - KEY_F0)))
        default: return Self.named[code].map(RawInput.key) ?? .nothing
        }
    }

    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
        KEY_SR: .up, KEY_SF: .down, KEY_SLEFT: .left, KEY_SRIGHT: .right,
        KEY_HOME: .home, KEY_END: .end, KEY_SHOME: .home, KEY_SEND: .end,
        KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_BTAB: .backtab, KEY_ENTER: .enter,
        KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
    ]

    private func mouse() -> MouseEvent? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let point = Point(Int(event.x), Int(event.y))
        let state = event.bstate
        switch state {
        case _ where state & cxrl_wheel_up != 0:
            return MouseEvent(.wheelUp, button: .none, at: point)
        case _ where state & cxrl_wheel_down != 0:
            return MouseEvent(.wheelDown, button: .none, at: point)
        case _ where state & cxrl_left_clicked != 0:
            isLeftDown = false
            return click(.left, at: point)
        case _ where state & cxrl_middle_clicked != 0:
            return click(.middle, at: point)
        case _ where state & cxrl_right_clicked != 0:
            return click(.right, at: point)
        case _ where state & cxrl_left_pressed != 0:
            // A drag arrives as one press after another.
            defer { isLeftDown = true }
            return MouseEvent(isLeftDown ? .drag : .press, at: point)
        case _ where state & cxrl_left_released != 0:
            isLeftDown = false
            return MouseEvent(.release, at: point)
        case _ where state & cxrl_middle_pressed != 0:
            return MouseEvent(.press, button: .middle, at: point)
        case _ where state & cxrl_middle_released != 0:
            return MouseEvent(.release, button: .middle, at: point)
        case _ where state & cxrl_right_pressed != 0:
            return MouseEvent(.press, button: .right, at: point)
        case _ where state & cxrl_right_released != 0:
            return MouseEvent(.release, button: .right, at: point)
        case _ where state & cxrl_motion != 0:
            return isLeftDown ? MouseEvent(.drag, at: point) : nil
        default:
            return nil
        }
    }

    /// ncurses makes one event of a press and a release that arrive together, as they do over a
    /// slow connection.
    private func click(_ button: MouseEvent.Button, at point: Point) -> MouseEvent {
        release = MouseEvent(.release, button: button, at: point)
        return MouseEvent(.press, button: button, at: point)
    }
}

// MARK: - Signals

extension Curses {
    /// Where signal handlers write.
    struct RescueDescriptors {
        var wake: Int32
        var terminal: Int32
        var log: Int32
        var savedError: Int32
        var nothing: Int32
    }

    /// Notes for signals that ask for something, and the rescue of the terminal on faults.
    ///
    /// To be called before ncurses starts, which installs handlers only where there are none.
    static func installSignals(_ descriptors: RescueDescriptors) {
        cxrl_set_descriptors(
            descriptors.wake, descriptors.terminal, descriptors.log, descriptors.savedError,
            descriptors.nothing)
        for number in [
            SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE,
        ] {
            cxrl_install(number, 0)
        }
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            cxrl_install(number, 1)
        }
        cxrl_install_exit_handler()
    }

    /// Puts back the handlers from before.
    static func removeSignals() {
        cxrl_disarm()
        cxrl_uninstall_all()
    }

    /// What a fault or exit from now on does to the terminal.
    static func arm(_ original: termios, farewell: String) {
        var original = original
        let size = Int32(MemoryLayout<termios>.size)
        farewell.withCString { cxrl_arm(&original, size, $0, Int32(strlen($0))) }
    }

    static func disarm() {
        cxrl_disarm()
    }

    /// Stops this process until somebody continues it.
    static func stopSelf() {
        raise(SIGSTOP)
        // Coming back is no news to whoever stopped.
        _ = takeSignal(SIGCONT)
    }

    /// Whether the signal came and was not taken yet.
    static func hasSignal(_ number: Int32) -> Bool { cxrl_has_signal(number) != 0 }

    /// Whether the signal came since it was last asked for.
    static func takeSignal(_ number: Int32) -> Bool {
        cxrl_take_signal(number) != 0
    }
}
