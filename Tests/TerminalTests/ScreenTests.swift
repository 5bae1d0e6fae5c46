import Foundation
import Images
import TestSupport
import Testing

@testable import Terminal

/// A screen on a pseudo-terminal. The tests are synchronous on the main actor, so that there is
/// never more than one.
@Suite(.serialized)
@MainActor
struct ScreenTests {
    /// Opens a screen, runs the body, and takes everything away again.
    private func withScreen(
        term: String = "xterm-256color", pictureProtocol: PictureProtocol? = .ascii,
        depth: ColourDepth? = nil, _ body: (Screen, PseudoTerminal) throws -> Void
    ) throws {
        setenv("LC_ALL", "C.UTF-8", 1)
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        // Inside tmux nothing is asked, so that nobody has to answer.
        let screen = try Screen(
            ScreenOptions(
                depth: depth, pictureProtocol: pictureProtocol,
                environment: ["TERM": term, "TMUX": "yes"],
                descriptors: (terminal.terminal, terminal.terminal)))
        defer { screen.close() }
        try body(screen, terminal)
    }

    private func frame(_ text: String, on screen: Screen) -> Frame {
        var frame = Frame(screen.size)
        frame.put(text, x: 3, y: 2)
        return frame
    }

    /// The threads that tests run on take no signals, unlike the main thread of a program.
    private func unblockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, nil)
    }

    @Test("the terminal is whole again after the screen is closed")
    func restore() throws {
        setenv("LC_ALL", "C.UTF-8", 1)
        let terminal = try PseudoTerminal()
        defer { terminal.hangUp() }
        let before = terminal.mode
        let screen = try Screen(
            ScreenOptions(
                environment: ["TERM": "xterm-256color", "TMUX": "yes"],
                descriptors: (terminal.terminal, terminal.terminal)))
        #expect(terminal.mode.c_lflag != before.c_lflag)
        screen.draw(frame("drawn", on: screen))
        let start = try terminal.output(until: "drawn")
        for mode in ["1049", "2004", "1004", "1002"] { #expect(start.contains("[?\(mode)h")) }
        screen.close()
        let end = try terminal.output(until: "[?1049l")
        for mode in ["2004", "1004", "1002", "1000"] { #expect(end.contains("\(mode)")) }
        // or tmux shows rows of it again where it was resized meanwhile
        #expect(end.contains("\u{1B}[H\u{1B}[2J"))
        let after = terminal.mode
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag)
        #expect(after.c_oflag == before.c_oflag)
    }

    @Test("only what changed is sent")
    func difference() throws {
        try withScreen { screen, terminal in
            screen.draw(frame("first drawn", on: screen))
            _ = try terminal.output(until: "first drawn")
            screen.draw(frame("first drawn", on: screen))
            screen.draw(frame("first drawn!", on: screen))
            let sent = try terminal.output(until: "!")
            #expect(!sent.contains("drawn"))
            #expect(sent.utf8.count < 60, "\(sent)")
        }
    }

    @Test("keys, text in UTF-8 and pastes are read as they were typed")
    func keys() throws {
        try withScreen { screen, terminal in
            screen.draw(frame("", on: screen))
            let typed: [(String, Key)] = [
                ("é", .character("é")), ("\u{1B}[A", .up), ("\u{1B}OC", .right),
                ("\u{1B}[5~", .pageUp), ("\u{1B}[Z", .backtab), ("\u{1B}OP", .function(1)),
                ("\u{1B}[1;5D", .wordLeft), ("\r", .enter), ("\u{1B}[3~", .delete),
                ("\u{1B}[I", .focus(true)), ("\u{1B}[200~a\rb\u{1B}[201~", .paste("a\nb")),
                ("\u{1B}", .escape), ("\u{1B}x", .alt("x")), ("\u{13}", .control("s")),
                ("\u{1B}[?62;4cq", .character("q")),
            ]
            for (text, key) in typed {
                terminal.type(text)
                var inputs: [Input] = []
                while inputs.isEmpty { inputs = screen.wait(milliseconds: 5000) }
                #expect(inputs == [.key(key)])
            }
        }
    }

    @Test("a lone escape is a key within 50 ms")
    func escapeDelay() throws {
        try withScreen { screen, _ in #expect((1...50).contains(screen.curses.escapeDelay)) }
    }

    @Test("what anything prints meanwhile goes to the log, and not over the screen")
    func strayOutput() throws {
        try withTemporaryFolder { folder in
            let terminal = try PseudoTerminal()
            defer { terminal.hangUp() }
            let screen = try Screen(
                ScreenOptions(
                    logPath: "\(folder)/log.txt",
                    environment: ["TERM": "xterm-256color", "TMUX": "yes"],
                    descriptors: (terminal.terminal, terminal.terminal)))
            for descriptor in [1, 2] as [Int32] { _ = write(descriptor, "stray", 5) }
            screen.draw(frame("drawn", on: screen))
            screen.close()
            let log = try String(contentsOfFile: "\(folder)/log.txt", encoding: .utf8)
            #expect(log.contains("stray"))
            #expect(try !terminal.output(until: "[?1049l").contains("stray"))
        }
    }

    @Test("the mouse presses, drags and turns its wheel")
    func mouse() throws {
        try withScreen { screen, terminal in
            screen.draw(frame("", on: screen))
            let typed: [(String, MouseEvent)] = [
                ("\u{1B}[<0;5;3M", MouseEvent(.press, at: Point(4, 2))),
                ("\u{1B}[<32;6;3M", MouseEvent(.drag, at: Point(5, 2))),
                ("\u{1B}[<0;6;3m", MouseEvent(.release, at: Point(5, 2))),
                ("\u{1B}[<64;1;1M", MouseEvent(.wheelUp, button: .none, at: Point(0, 0))),
            ]
            for (text, event) in typed {
                terminal.type(text)
                #expect(screen.wait(milliseconds: 5000) == [.key(.mouse(event))])
            }
        }
    }

    @Test("a wait ends when another thread wakes it, and when its time is over")
    func wake() throws {
        try withScreen { screen, _ in
            #expect(screen.wait(milliseconds: 1).isEmpty)
            let pipe = screen.wakePipe
            Thread.detachNewThread {
                pipe.wake()
                pipe.wake()
            }
            #expect(screen.wait(milliseconds: 5000) == [.wake])
        }
    }

    @Test("signals that ask the process to end are reported instead")
    func signals() throws {
        try withScreen { screen, _ in
            unblockSignals()
            for signal in TerminalSignal.allCases {
                raise(signal.number)
                #expect(screen.wait(milliseconds: 5000) == [.signal(signal)])
            }
            raise(SIGTSTP)
            #expect(screen.wait(milliseconds: 5000) == [.stop])
        }
    }

    @Test("a new size of the terminal is a key, and everything is drawn again")
    func resize() throws {
        try withScreen { screen, terminal in
            screen.draw(frame("before", on: screen))
            _ = try terminal.output(until: "before")
            terminal.resize(width: 60, height: 16)
            unblockSignals()
            raise(SIGWINCH)
            let size = Size(width: 60, height: 16)
            #expect(screen.wait(milliseconds: 5000) == [.key(.resize(size))])
            #expect(screen.size == size)
            screen.draw(frame("before", on: screen))
            #expect(try terminal.output(until: "before").contains("\u{1B}[2J"))
        }
    }

    @Test("a terminal that goes away is reported once, and never keeps the wait busy")
    func hangUp() throws {
        let terminal = try PseudoTerminal()
        // A screen keeps its own descriptors.
        let screen = try Screen(
            ScreenOptions(
                environment: ["TERM": "xterm-256color", "TMUX": "yes"],
                descriptors: (terminal.terminal, terminal.terminal)))
        defer { screen.close() }
        terminal.hangUp()
        var inputs: [Input] = []
        while inputs.isEmpty { inputs = screen.wait(milliseconds: 5000) }
        #expect(inputs.contains(.hangUp))
        #expect(!screen.wait(milliseconds: 1).contains(.hangUp))
    }

    @Test("sixels are sent once, erased when they go, and again after a popup")
    func sixels() throws {
        try withScreen(pictureProtocol: .sixel) { screen, terminal in
            let picture = Picture(GreyPicture(width: 8, height: 8, shade: 77))
            var shown = frame("with picture", on: screen)
            shown.place(picture, in: Rect(x: 5, y: 5, width: 4, height: 2), id: "a")
            screen.draw(shown)
            while screen.isWaitingForPictures { _ = screen.wait() }
            let first = try terminal.output(until: "\u{1B}\\\u{1B}8")
            #expect(first.contains("\u{1B}7\u{1B}[6;6H\u{1B}P0;1;0q"))
            shown.put("#", x: 0, y: 0)
            screen.draw(shown)
            #expect(try !terminal.output(until: "#").contains("\u{1B}P"))
            var covered = shown
            covered.fill(Rect(x: 0, y: 4, width: 20, height: 4), with: "%")
            screen.draw(covered)
            #expect(try !terminal.output(until: "%").contains("\u{1B}P"))
            screen.draw(shown)
            #expect(try terminal.output(until: "\u{1B}\\\u{1B}8").contains("\u{1B}P"))
            screen.draw(frame("no picture", on: screen))
            // Something is written on both rows of the picture, which erases it.
            let erased = try terminal.output(until: "no")
            #expect(!erased.contains("\u{1B}P"))
            #expect(erased.contains("\u{1B}[6;") || erased.contains("\u{1B}[6d"))
        }
    }

    @Test("without colours none is sent, and a selection is reversed")
    func monochrome() throws {
        try withScreen(depth: ColourDepth.none) { screen, terminal in
            var shown = Frame(screen.size)
            shown.put("chosen", x: 0, y: 0, style: .selection)
            shown.put("good", x: 0, y: 1, style: .good)
            screen.draw(shown)
            let sent = try terminal.output(until: "good")
            #expect(!sent.contains("[38;5") && !sent.contains("[48;5") && !sent.contains("[32m"))
            #expect(sent.contains("[7m") || sent.contains(";7m"))
        }
    }

    @Test("a terminal type that nobody knows is treated as xterm with 256 colours")
    func unknownType() throws {
        try withScreen(term: "nobody-knows-it") { screen, terminal in
            #expect(screen.curses.terminalName == "xterm-256color")
            #expect(screen.depth == .palette)
        }
    }

    @Test("what is no terminal is refused")
    func noTerminal() {
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(throws: ScreenError.notATerminal) {
            try Screen(ScreenOptions(descriptors: (file, file)))
        }
    }
}
