import Runs

extension RunLine {
    /// The runs below a folder, newest first.
    static func all(in root: String) -> [RunLine] {
        RunList(root: root).entries().map(RunLine.init)
    }

    private init(_ entry: RunList.Entry) {
        let state: RunListState =
            switch entry.status {
            case .trainingHere: .training
            case .trainingElsewhere: .elsewhere
            case .unfinished: .unfinished
            case .complete: .complete
            case .damaged: .damaged
            }
        self.init(
            name: entry.folder.name, path: entry.folder.path, state: state,
            finishedEpochs: entry.finishedEpochs, epochs: entry.epochs, note: entry.note)
    }
}
