extension Action {
    /// One line on what it does.
    var summary: String {
        switch self {
        case .help: "show all keys"
        case .command: "type a command"
        case .tour: "show what is where, in a few steps"
        case .quit: "leave; asks while the run goes on"
        case .interrupt: "save a checkpoint, stop and leave; a second time leave at once"
        case .nextPane: "go to the next pane"
        case .previousPane: "go to the previous pane"
        case .curves: "go to Curves"
        case .rewards: "go to Rewards"
        case .trajectory: "go to Trajectory"
        case .prompts: "go to Prompts"
        case .log: "go to Log"
        case .toggleTraining: "start, pause or resume training"
        case .save: "save a checkpoint now"
        case .zoom: "give the pane all the room, or take it back"
        case .back: "back out one level"
        case .redraw: "draw the screen anew"
        case .cyclePictures: "change how pictures are drawn"
        case .toggleMouse: "turn the mouse on or off"
        case .up: "move up"
        case .down: "move down"
        case .left: "move left"
        case .right: "move right"
        case .pageUp: "move up a page"
        case .pageDown: "move down a page"
        case .first: "go to the first"
        case .last: "go to the last"
        case .open: "open what is chosen"
        case .smoother: "smooth the curves more"
        case .rougher: "smooth the curves less"
        case .logAxis: "logarithmic or linear values"
        case .narrower: "show fewer epochs"
        case .wider: "show more epochs"
        case .ownUnits: "all rewards in standard deviations, or each as it is"
        case .raiseWeight: "raise the chosen reward's weight"
        case .lowerWeight: "lower the chosen reward's weight"
        case .sort: "sort by the next column"
        case .reverseSort: "sort the other way round"
        case .filter: "show only lines that contain a text"
        case .nextMatch: "go to the next line that the filter shows; after the last, the first"
        case .previousMatch: "go to the line before; before the first, the last"
        case .play: "play the denoising, or hold it"
        case .link: "let the second picture follow the step, or hold it where it is"
        case .compare:
            "compare with the anchor's kept picture, the anchor from the same noise, or today's "
                + "policy"
        case .attention: "where the policy looks for a word of the prompt, as heat on the picture"
        case .nextWord: "attention to the next word, or embedding"
        case .previousWord: "attention to the word before"
        case .again: "make the compared picture again, with the policy as it is now"
        case .view: "x̂0 (what the model expects) or x_t (what the sampler hands on)"
        case .previousEpoch: "go to the epoch before"
        case .nextEpoch: "go to the epoch after"
        case .brighter: "brighter pictures: a lower level"
        case .darker: "darker pictures: a higher level"
        case .moreContrast: "more contrast in pictures: a narrower window"
        case .lessContrast: "less contrast in pictures: a wider window"
        case .invert: "black for white in pictures, and back"
        case .zoomIn: "magnify pictures"
        case .zoomOut: "magnify pictures less"
        case .actualSize: "one pixel of a picture for one of the screen, or as large as fits"
        case .resetPictures: "pictures as they are: full window, not inverted, whole"
        case .panLeft: "show what lies further left in magnified pictures"
        case .panRight: "show what lies further right in magnified pictures"
        case .panUp: "show what lies further up in magnified pictures"
        case .panDown: "show what lies further down in magnified pictures"
        case .edit: "edit the prompt"
        case .draw: "make its picture with policy and anchor"
        case .variations:
            "draw the prompt with one term changed: policy, anchor, policy without ACE"
        case .drawAnother: "make another picture, from the next seed"
        case .addPrompt: "add the text to the training prompts"
        case .replacePrompt: "train on the edited text instead of the old one"
        case .removePrompt: "take the prompt out of training, or put it back"
        case .discardDraft: "forget the edits"
        case .moreDetail: "show less important lines too"
        case .lessDetail: "show only more important lines"
        case .alarms: "show what is wrong with the run, and what helps"
        case .rollBack: "go back to the checkpoint from before the alarm, and pause"
        case .runs: "list all runs and compare them"
        case .markRun: "draw the run's curve, or no longer"
        case .pinRun: "compare the others with this run, or no longer"
        case .nextMetric: "compare by the next metric"
        case .nextState: "list only runs in the next state, or all"
        case .settings: "show every setting, what it means and when a change takes effect"
        case .judge: "judge pairs of pictures, and see which rewards agree"
        case .leftBetter: "the left picture is better"
        case .rightBetter: "the right picture is better"
        case .noDifference: "no difference that matters"
        case .nextPair: "the next pair; one that is not judged is skipped"
        case .undoChoice: "take the last choice back"
        case .otherPairs: "policy against anchor, or against itself in earlier epochs"
        case .newline: "begin a new line"
        case .wordLeft: "go back one word"
        case .wordRight: "go on one word"
        case .deleteBackward: "delete the character before"
        case .deleteForward: "delete the character after"
        case .deleteWord: "delete the word before"
        case .deleteToEnd: "delete to the end of the line"
        case .undo: "undo"
        case .redo: "redo"
        case .complete: "complete the name or term"
        case .externalEditor: "edit the text in $VISUAL or $EDITOR"
        case .earlierText: "fetch the text before: drawn, changed, or forgotten"
        case .laterText: "fetch the text after"
        case .accept: "do it"
        case .stopAndLeave: "save a checkpoint, stop, and leave"
        case .leaveNow: "leave at once; what came after the last checkpoint is lost"
        case .detach: "leave; the run goes on in its own process"
        }
    }

    /// Further names of commands, as on the command line.
    static let otherNames = ["config": Action.settings]

    /// The action of a command.
    init?(command name: String) {
        guard let action = Action(rawValue: name) ?? Self.otherNames[name], action.isCommand else {
            return nil
        }
        self = action
    }

    /// Whether it makes sense as a command; the others only mean something to a key.
    var isCommand: Bool {
        switch self {
        case .help, .quit, .curves, .rewards, .trajectory, .prompts, .log, .nextPane,
            .previousPane, .toggleTraining, .save, .zoom, .redraw, .cyclePictures, .toggleMouse,
            .smoother, .rougher, .logAxis, .narrower, .wider, .raiseWeight, .lowerWeight, .sort,
            .reverseSort, .filter, .play, .link, .view, .compare, .again,
            .attention, .nextWord, .previousWord, .previousEpoch,
            .nextEpoch, .edit, .draw, .variations,
            .drawAnother, .addPrompt, .replacePrompt, .removePrompt, .discardDraft, .moreDetail,
            .brighter, .darker, .invert, .moreContrast, .lessContrast, .zoomIn, .zoomOut,
            .actualSize, .resetPictures, .panLeft, .panRight, .panUp, .panDown, .lessDetail, .open,
            .first, .last, .stopAndLeave, .leaveNow, .alarms, .runs, .settings, .tour, .detach,
            .judge, .externalEditor, .ownUnits, .nextMatch, .previousMatch:
            true
        case .command, .interrupt, .back, .up, .down, .left, .right, .pageUp, .pageDown, .newline,
            .wordLeft, .wordRight, .deleteBackward, .deleteForward, .deleteWord, .deleteToEnd,
            .undo, .redo, .complete, .accept, .earlierText, .laterText, .rollBack, .markRun,
            .pinRun, .nextMetric, .nextState, .leftBetter, .rightBetter, .noDifference, .nextPair,
            .undoChoice, .otherPairs:
            false
        }
    }
}
