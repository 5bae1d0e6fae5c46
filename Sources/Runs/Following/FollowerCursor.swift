internal import Foundation
internal import Images
internal import Workbench

/// How far a follower has read, and what there is behind it.
struct FollowerCursor {
    /// Samples of earlier epochs are not told when following begins.
    static let sampleEpochs = 50

    private(set) var snapshot = Snapshot()
    private let folder: RunFolder
    private var reader: RunReader?
    private var lastNumber = 0
    private var hasOpened = false
    /// What the run's process last said.
    private var saidPhase = Phase.loading
    /// What was last told.
    private var toldPhase: Phase?
    private var denoisingSteps = 0
    private var lastProblem: String?

    init(_ folder: RunFolder) {
        self.folder = folder
    }

    /// What has happened since the last call.
    mutating func poll(now: Date = Date()) -> [Event] {
        var events: [Event] = []
        do {
            try read(into: &events)
            lastProblem = nil
        } catch {
            // Told once: the next look may find the store whole again.
            reader = nil
            let problem = "\(error)"
            if problem != lastProblem {
                events.append(message(.warning, problem, now))
                lastProblem = problem
            }
        }
        updatePhase(&events, now: now)
        return events
    }

    private mutating func read(into events: inout [Event]) throws {
        let history = try currentReader().history
        let news = try history.database.reading {
            hasOpened ? try continued(history) : try opened(history)
        }
        events += news
        showLastPicture(of: news)
    }

    /// The run's past, once it has been opened.
    private mutating func opened(_ history: RunHistory) throws -> [Event] {
        guard let description = try history.description() else { return [] }
        try updateSnapshot(history)
        denoisingSteps = description.denoisingSteps
        lastNumber = try history.lastEventNumber()
        hasOpened = true
        return try [.runOpened(description)] + history.replay(sampleEpochs: Self.sampleEpochs)
    }

    /// What has come since.
    private mutating func continued(_ history: RunHistory) throws -> [Event] {
        try updateSnapshot(history)
        let news = try history.events(after: lastNumber)
        lastNumber = news.last?.number ?? lastNumber
        return news.map(\.event).filter {
            if case .phaseChanged = $0 { false } else { true }
        }
    }

    private mutating func updateSnapshot(_ history: RunHistory) throws {
        guard let state = try history.state()?.state else { return }
        saidPhase = state.phase
        let (rollout, phase) = (snapshot.rollout, snapshot.phase)
        snapshot = state.snapshot
        snapshot.rollout = rollout
        snapshot.phase = phase
    }

    /// A published copy is a file of its own each time.
    private mutating func currentReader() throws -> RunReader {
        if let reader, !reader.isCopy { return reader }
        let fresh = try RunReader(folder)
        reader = fresh
        return fresh
    }

    /// The phase is what the run last said, unless its process is gone.
    private mutating func updatePhase(_ events: inout [Event], now: Date) {
        var current = saidPhase
        let isOver = [.stopped, .complete, .failed].contains(current)
        if !isOver, RunLock.liveHolder(folder, now: now) == nil {
            current = .stopped
            if toldPhase != .stopped {
                events.append(
                    message(
                        .warning,
                        "No process trains this run: go on with `cxrl train --resume --run "
                            + "\(folder.path)`.", now))
            }
        }
        snapshot.phase = current
        if toldPhase != current {
            toldPhase = current
            events.append(.phaseChanged(current))
        }
    }

    /// The newest kept picture stands for the one at work, which is in the other process.
    private mutating func showLastPicture(of events: [Event]) {
        let records = events.flatMap { event -> [SampleRecord] in
            if case .samplesScored(_, let samples) = event { samples } else { [] }
        }
        guard let record = records.last(where: { $0.picture != nil }), let name = record.picture,
            let picture = try? GreyPicture(contentsOf: folder.absolute(name))
        else { return }
        snapshot.rollout = PictureInProgress(
            id: record.index, prompt: record.prompt, step: denoisingSteps, steps: denoisingSteps,
            timestep: 0,
            policy: picture, anchor: nil)
    }

    private func message(_ level: Message.Level, _ text: String, _ now: Date) -> Event {
        .message(Message(level: level, text: text, time: now.timeIntervalSince1970))
    }
}
