import Interface
import Terminal

/// The options that say how the workbench looks.
enum ScreenChoices {
    static let declared: [OptionDeclaration] = [
        OptionDeclaration("--theme", "NAME", "colours of the workbench"),
        OptionDeclaration("--pictures", "HOW", "ascii, symbols or sixel (default: detected)"),
        OptionDeclaration("--no-mouse", nil, "leave the mouse to the terminal"),
        OptionDeclaration("--no-color", nil, "emphasis only, as NO_COLOR does"),
    ]

    static func options(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> WorkbenchOptions {
        var options = WorkbenchOptions()
        options.theme = arguments.value("--theme")
        options.themeFolders = surroundings.themeFolders(arguments)
        options.pictureProtocol = try arguments.choice("--pictures", PictureProtocol.self)
        options.usesMouse = !arguments.has("--no-mouse")
        if arguments.has("--no-color") { options.colourDepth = ColourDepth.none }
        return options
    }
}
