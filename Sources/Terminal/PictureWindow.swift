/// The shades that are spread over black to white, as radiologists set window and level.
public struct PictureWindow: Hashable, Sendable {
    /// The shade shown as middle grey, 0 … 255.
    public var level: Double
    /// The number of shades from black to white, at least 1.
    public var width: Double

    /// Whether black and white change places.
    public var isInverted: Bool

    public init(level: Double = 127.5, width: Double = 255, isInverted: Bool = false) {
        self.level = level
        self.width = max(1, width)
        self.isInverted = isInverted
    }

    public static let full = PictureWindow()

    /// What each stored shade is shown as.
    public var table: [UInt8] {
        (0...255).map { shade in
            let position = (Double(shade) - level) / width + 0.5
            let share = min(1, max(0, position))
            return UInt8(((isInverted ? 1 - share : share) * 255).rounded())
        }
    }
}
