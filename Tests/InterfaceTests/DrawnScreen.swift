import Foundation
import TestSupport
import Workbench

@testable import Interface
@testable import Terminal

/// Frames on a real screen over a pseudo-terminal, whose bytes are read back into cells and
/// pixels.
///
/// To be used by tests that are synchronous on the main actor: there is one screen at a time.
@MainActor
final class DrawnScreen {
    /// Small, so that pictures are quickly encoded.
    private static let cell = (width: 5, height: 10)

    let screen: Screen
    /// What the terminal shows.
    private(set) var shown: TerminalModel
    private let terminal: PseudoTerminal

    enum Look: String, CaseIterable {
        case colour, monochrome, ascii

        fileprivate var depth: ColourDepth { self == .colour ? .palette : .none }
        fileprivate var locale: String { self == .ascii ? "C" : "C.UTF-8" }
    }

    /// - Parameter pictures: nil takes symbols.
    init(_ size: Size, pictures: PictureProtocol? = nil, look: Look = .colour) throws {
        setenv("LC_ALL", look.locale, 1)
        defer { setenv("LC_ALL", "C.UTF-8", 1) }
        terminal = try PseudoTerminal(
            width: size.width, height: size.height, cell: Self.cell)
        // Inside tmux nothing is asked, so that nobody has to answer.
        screen = try Screen(
            ScreenOptions(
                depth: look.depth, pictureProtocol: pictures,
                environment: ["TERM": "xterm-256color", "TMUX": "yes"],
                descriptors: (terminal.terminal, terminal.terminal)))
        shown = TerminalModel(width: size.width, height: size.height, cell: Self.cell)
    }

    func close() {
        screen.close()
        terminal.hangUp()
    }

    /// Draws what a model shows.
    ///
    /// - Parameter isPatient: waits for the pictures that are still being encoded.
    func draw(_ model: Model, isPatient: Bool = true) throws {
        var frame = Frame(model.size)
        Interface.draw(model, into: &frame)
        screen.draw(frame)
        while isPatient, screen.isWaitingForPictures { _ = screen.wait() }
        shown.feed(try terminal.output())
    }

    /// Another size of the terminal, of which the screen learns as by a signal.
    func resize(to size: Size) throws {
        terminal.resize(width: size.width, height: size.height, cell: Self.cell)
        shown.feed(try terminal.output())
        screen.followSize()
        shown = TerminalModel(width: size.width, height: size.height, cell: Self.cell)
    }

    /// How what is shown differs from the same drawn on an empty terminal; nil where it does not.
    func difference(from model: Model) throws -> String? {
        let before = shown
        shown = TerminalModel(width: model.size.width, height: model.size.height, cell: Self.cell)
        screen.repaint()
        try draw(model)
        let unknown = before.unknown + shown.unknown
        guard unknown.isEmpty else { return "not understood: \(unknown.prefix(3))" }
        return before.picture.difference(from: shown.picture)
    }
}
