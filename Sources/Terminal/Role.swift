/// What a piece of the screen means; a theme gives each role its colours.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Ordinary text.
    case text
    /// Headings and the titles of panes.
    case title
    /// Frames of panes without the focus, axes, rules.
    case border
    /// The frame of the focused pane.
    case borderFocused
    /// What is chosen, current or interactive.
    case accent
    /// Secondary text that may be overlooked: units, labels, hints.
    case muted
    /// Better than the anchor, or done.
    case good
    /// Worse than the anchor, or failed.
    case bad
    /// Something to look at.
    case warning
    /// Something that needs the user now.
    case alarm
    /// The selected row, range or word.
    case selection
    /// The name of a key in footer and help.
    case key
    /// The first and last lines.
    case bar
    /// The current screen's name in the first line.
    case barActive
    /// A field that takes text.
    case input
    /// The interior of a dialog.
    case popup
    /// Numbers and curves of the policy.
    case policy
    /// Numbers and curves of the anchor.
    case anchor
    case seriesA, seriesB, seriesC, seriesD, seriesE, seriesF, seriesG
    /// Unsmoothed values behind a curve.
    case raw
    /// The vertical line of a chart that marks the inspected step.
    case crosshair

    /// What keeps a role recognisable where only its background would tell.
    var emphasisWithoutColour: TextAttributes {
        switch self {
        case .selection, .barActive, .alarm: .reverse
        case .input: .underline
        default: []
        }
    }

    /// The roles that tell curves apart, in the order in which they are given out.
    public static let series: [Role] = [
        .seriesA, .seriesB, .seriesC, .seriesD, .seriesE, .seriesF, .seriesG,
    ]

    /// The role of the `index`th series; beyond the seventh they repeat.
    public static func series(_ index: Int) -> Role {
        let count = series.count
        return series[((index % count) + count) % count]
    }
}
