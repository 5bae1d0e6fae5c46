public import Workbench

extension RunHistory {
    /// An event and its place in the store's order.
    public struct NumberedEvent: Sendable, Equatable {
        public let number: Int
        public let event: Event
    }

    /// The number of the newest event; 0 if there is none.
    public func lastEventNumber() throws -> Int {
        try database.rows("SELECT max(id) FROM events").first?.integer(0) ?? 0
    }

    /// Events behind `number` as they were published, in order.
    ///
    /// - Parameter firstSampleEpoch: samples of earlier epochs are left out.
    public func events(
        after number: Int, limit: Int = 1000, firstSampleEpoch: Int = 0
    ) throws -> [NumberedEvent] {
        let rows = try database.rows(
            """
            SELECT id, epoch, body FROM events
            WHERE id > ? AND NOT (kind = 'samples' AND epoch < ?) ORDER BY id LIMIT ?
            """, [.integer(number), .integer(firstSampleEpoch), .integer(limit)])
        return try rows.compactMap { row in
            guard let id = row.integer(0), let epoch = row.integer(1), let body = row.text(2),
                let event = try event(
                    LosslessJSON.decode(StoredEvent.self, from: body), epoch: epoch)
            else { return nil }
            return NumberedEvent(number: id, event: event)
        }
    }

    /// What a front end is told about a run that has a past: its facts in order, without the
    /// openings and phases of earlier sessions.
    ///
    /// - Parameters:
    ///   - sampleEpochs: samples are given of this many latest epochs.
    ///   - limit: the number of the first event that is left out.
    public func replay(sampleEpochs: Int = 50, before limit: Int? = nil) throws -> [Event] {
        let first = try finishedEpochs() - sampleEpochs + 1
        let all = try events(after: 0, limit: -1, firstSampleEpoch: first)
        return all.prefix { $0.number < limit ?? .max }.map(\.event).filter {
            switch $0 {
            case .runOpened, .phaseChanged: false
            case .epochFinished, .samplesScored, .checkpointSaved, .promptsChanged,
                .rewardWeightChanged, .sampleFinished, .sampleFailed, .sheetPictureFinished,
                .sheetFailed, .decoded, .stepExamined, .examinationFailed, .attended,
                .attentionFailed, .regenerated, .regenerationFailed, .message, .alarmsChanged,
                .rolledBack, .judged, .judgementWithdrawn:
                true
            }
        }
    }

    /// What happened before the run was opened for the last time, as `replay` gives it.
    public func past(sampleEpochs: Int) throws -> [Event] {
        let opening = try database.rows("SELECT max(id) FROM events WHERE kind = 'run_opened'")
        return try replay(sampleEpochs: sampleEpochs, before: opening.first?.integer(0))
    }

    /// An event and when it was recorded.
    public struct TimedEvent: Sendable, Equatable {
        /// Seconds since 1970.
        public let time: Double
        public let event: Event
    }

    /// What a log tells of the sessions before the last one, the latest, oldest first: openings,
    /// checkpoints, changed weights and prompts, and what was said.
    public func earlierLog(limit: Int = 1000) throws -> [TimedEvent] {
        let rows = try database.rows(
            """
            SELECT time, epoch, body FROM events
            WHERE kind IN (\(StoredEvent.loggedKinds))
            AND id < (SELECT max(id) FROM events WHERE kind = 'run_opened')
            ORDER BY id DESC LIMIT ?
            """, [.integer(limit)])
        return try rows.reversed().compactMap { row in
            guard let time = row.real(0), let epoch = row.integer(1), let body = row.text(2),
                let event = try event(
                    LosslessJSON.decode(StoredEvent.self, from: body), epoch: epoch)
            else { return nil }
            return TimedEvent(time: time, event: event)
        }
    }

    /// `nil` if what it points at is no longer there.
    private func event(_ stored: StoredEvent, epoch: Int) throws -> Event? {
        switch stored {
        case .runOpened(let description): return .runOpened(description)
        case .phaseChanged(let phase): return .phaseChanged(phase)
        case .epochFinished:
            return try reports(after: epoch - 1, to: epoch).first.map(Event.epochFinished)
        case .samplesScored(let positions):
            let wanted = Set(positions)
            let samples = try samples(epoch: epoch).filter { wanted.contains($0.index) }
            return samples.isEmpty ? nil : .samplesScored(epoch: epoch, samples: samples)
        case .checkpointSaved(let record): return .checkpointSaved(record)
        case .promptsChanged(let prompts): return .promptsChanged(prompts)
        case .rewardWeightChanged(let reward, let weight):
            return .rewardWeightChanged(reward: reward, weight: weight)
        case .message(let message): return .message(message)
        case .alarmsChanged(let alarms): return .alarmsChanged(alarms)
        case .rolledBack(let epoch): return .rolledBack(epoch: epoch)
        case .judged(let judgement): return .judged(judgement)
        case .judgementWithdrawn(let id): return .judgementWithdrawn(id)
        }
    }
}
