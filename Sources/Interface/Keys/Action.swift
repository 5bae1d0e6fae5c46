/// Everything a key or a command can do; the raw value is its name on the command line.
enum Action: String, CaseIterable, Hashable, Sendable {
    // everywhere
    case help, command, quit, interrupt, tour
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case curves, rewards, trajectory, prompts, log
    case toggleTraining = "pause"
    case save, zoom, back, redraw
    case cyclePictures = "pictures"
    case toggleMouse = "mouse"

    // movement
    case up, down, left, right
    case pageUp = "page-up"
    case pageDown = "page-down"
    case first, last, open

    // curves
    case smoother
    case rougher
    case logAxis = "log-axis"
    case narrower, wider
    case ownUnits = "own-units"

    // rewards
    case raiseWeight = "raise-weight"
    case lowerWeight = "lower-weight"
    case sort
    case reverseSort = "reverse-sort"
    case filter
    case nextMatch = "next-match"
    case previousMatch = "previous-match"

    // trajectory
    case play, link, view, compare, again
    case attention
    case nextWord = "next-word"
    case previousWord = "previous-word"
    case previousEpoch = "previous-epoch"
    case nextEpoch = "next-epoch"

    // pictures
    case brighter, darker, invert
    case moreContrast = "more-contrast"
    case lessContrast = "less-contrast"
    case zoomIn = "zoom-in"
    case zoomOut = "zoom-out"
    case actualSize = "actual-size"
    case resetPictures = "reset-pictures"
    case panLeft = "pan-left"
    case panRight = "pan-right"
    case panUp = "pan-up"
    case panDown = "pan-down"

    // prompts
    case edit, draw, variations
    case drawAnother = "draw-another"
    case addPrompt = "add-prompt"
    case replacePrompt = "replace-prompt"
    case removePrompt = "remove-prompt"
    case discardDraft = "discard-draft"

    // log
    case moreDetail = "more-detail"
    case lessDetail = "less-detail"

    // alarms
    case alarms
    case rollBack = "roll-back"

    // runs
    case runs
    case markRun = "mark-run"
    case pinRun = "pin-run"
    case nextMetric = "next-metric"
    case nextState = "next-state"

    // settings
    case settings

    // judging
    case judge
    case leftBetter = "left-better"
    case rightBetter = "right-better"
    case noDifference = "no-difference"
    case nextPair = "next-pair"
    case undoChoice = "undo-choice"
    case otherPairs = "other-pairs"

    // texts
    case newline
    case wordLeft = "word-left"
    case wordRight = "word-right"
    case deleteBackward = "delete-backward"
    case deleteForward = "delete-forward"
    case deleteWord = "delete-word"
    case deleteToEnd = "delete-to-end"
    case undo, redo, complete, accept
    case externalEditor = "editor"
    case earlierText = "earlier-text"
    case laterText = "later-text"

    // dialogs
    case stopAndLeave = "stop-and-leave"
    case leaveNow = "leave-now"
    case detach
}
