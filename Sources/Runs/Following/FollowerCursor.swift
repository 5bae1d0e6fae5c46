internal import Foundation
internal import Images
internal import Workbench

/// How far a follower has read, and what there is behind it.
struct FollowerCursor {
    /// Samples of earlier epochs are not told when following begins.
    static let sampleEpochs = 50
    /// Seconds between two looks at who trains the run while nothing else changes.
    static let holderInterval = 5.0

    private(set) var snapshot = Snapshot()
    private let folder: RunFolder
    private var source: FollowedStore
    private var lastNumber = 0
    private var hasOpened = false
    private var denoisingSteps = 0
    /// What the run's process last said.
    private var saidPhase = Phase.loading
    /// What was last told.
    private var toldPhase: Phase?
    private var holder: RunLock.Holder?
    private var holderTime = Date.distantPast
    private var lastProblem: String?

    init(_ folder: RunFolder) {
        self.folder = folder
        source = FollowedStore(folder)
    }

    /// What has happened since the last call.
    mutating func poll(now: Date = Date()) -> [Event] {
        var events: [Event] = []
        do {
            if let history = try source.newHistory(now: now) {
                events = try read(history)
                holderTime = .distantPast
            }
            lastProblem = nil
        } catch {
            // Told once: the next look may find the store whole again.
            source.close()
            let problem = "\(error)"
            if problem != lastProblem { events.append(warning(problem, now)) }
            lastProblem = problem
        }
        if now.timeIntervalSince(holderTime) >= Self.holderInterval {
            holder = RunLock.liveHolder(folder, now: now)
            holderTime = now
            source.writerChanged(isElsewhere: holder.map { !$0.isOnThisHost })
        }
        return events + phaseChange(now: now)
    }

    private mutating func read(_ history: RunHistory) throws -> [Event] {
        let news = try history.database.reading {
            try updateSnapshot(history)
            return hasOpened ? try continued(history) : try opened(history)
        }
        showLastPicture(of: news)
        return news
    }

    /// The run's past, once it has been opened.
    private mutating func opened(_ history: RunHistory) throws -> [Event] {
        guard let description = try history.description() else { return [] }
        denoisingSteps = description.denoisingSteps
        lastNumber = try history.lastEventNumber()
        hasOpened = true
        return try [.runOpened(here(description))]
            + history.replay(sampleEpochs: Self.sampleEpochs)
    }

    /// Where the run lies now: it may have been moved, and is elsewhere for another machine.
    private func here(_ description: RunDescription) -> RunDescription {
        var description = description
        description.name = folder.name
        description.folder = folder.path
        return description
    }

    /// What has come since. Phases are left to `phaseChange`, which knows whether they still hold.
    private mutating func continued(_ history: RunHistory) throws -> [Event] {
        let news = try history.events(after: lastNumber, limit: -1)
        lastNumber = news.last?.number ?? lastNumber
        return news.map(\.event).compactMap { event in
            switch event {
            case .phaseChanged: nil
            case .runOpened(let description): .runOpened(here(description))
            default: event
            }
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

    /// The phase is what the run last said, unless its process is gone.
    private mutating func phaseChange(now: Date) -> [Event] {
        let isOver = [.stopped, .complete, .failed].contains(saidPhase)
        let isOrphan = !isOver && holder == nil
        let phase = isOrphan ? .stopped : saidPhase
        snapshot.phase = phase
        guard toldPhase != phase else { return [] }
        toldPhase = phase
        guard isOrphan else { return [.phaseChanged(phase)] }
        let text = "No process trains this run: go on with `cxrl train --resume --run "
        return [warning("\(text)\(folder.path)`.", now), .phaseChanged(phase)]
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
            timestep: 0, policy: picture, anchor: nil)
    }

    private func warning(_ text: String, _ now: Date) -> Event {
        .message(Message(level: .warning, text: text, time: now.timeIntervalSince1970))
    }
}
