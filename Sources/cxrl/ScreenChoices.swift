import Configuration
import Foundation
import Interface
import Terminal

/// The options that say how the workbench looks.
enum ScreenChoices {
    static let declared: [OptionDeclaration] = [
        keysOption,
        OptionDeclaration("--theme", "NAME", "colours of the workbench"),
        OptionDeclaration(
            "--pictures", "HOW",
            PictureProtocol.names.joined(separator: ", ") + " (default: detected)"),
        OptionDeclaration("--no-mouse", nil, "leave the mouse to the terminal"),
        OptionDeclaration(
            "--colors", "HOW",
            "at most: none, eight, sixteen, palette (256) or direct (all; needs terminfo's "
                + "xterm-direct or the like)"),
        OptionDeclaration("--no-color", nil, "emphasis only, as NO_COLOR does"),
    ]

    /// Of commands that train behind the workbench.
    static let tourOption = OptionDeclaration(
        "--no-tour", nil, "no tour at the first start, as CXRL_NO_TOUR=1 does (:tour shows it)")

    static let keysOption = OptionDeclaration(
        "--keys", "FILE", "keys as `cxrl keys` explains (default: ~/.config/cxrl/keys.json)")

    static func options(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> WorkbenchOptions {
        var options = WorkbenchOptions()
        options.keys = try keys(arguments, surroundings)
        options.theme = arguments.value("--theme")
        options.themeFolders = surroundings.themeFolders(arguments)
        options.pictureProtocol = try arguments.choice("--pictures", PictureProtocol.self)
        options.usesMouse = !arguments.has("--no-mouse")
        options.colourDepth = try arguments.choice("--colors", ColourDepth.self)
        if arguments.has("--no-color") { options.colourDepth = ColourDepth.none }
        return options
    }

    /// The file that says that the tour was shown; nil where it is not wanted.
    static func tourMark(_ arguments: Arguments, _ surroundings: Surroundings) -> String? {
        let isUnwanted = surroundings.environment["CXRL_NO_TOUR"].map { !$0.isEmpty } ?? false
        return isUnwanted || arguments.has(tourOption.name) ? nil : surroundings.folders.tourMark
    }

    /// The file that says which keys do what; nil where there is none.
    static func keyFile(_ arguments: Arguments, _ surroundings: Surroundings) -> String? {
        if let given = arguments.value(keysOption.name) { return given }
        let own = surroundings.folders.keyFile
        return FileManager.default.fileExists(atPath: own) ? own : nil
    }

    static func keys(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> KeyTable {
        try keyFile(arguments, surroundings).map { try KeyTable(contentsOf: $0) } ?? .standard
    }
}
