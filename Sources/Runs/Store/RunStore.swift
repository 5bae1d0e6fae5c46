public import Foundation
public import Workbench

/// Writes a run's store; the disk has an event before any screen shows it.
///
/// Belongs to the thread that opened it, in the process that holds the run's lock.
public final class RunStore {
    public let folder: RunFolder
    /// What the store holds.
    public let history: RunHistory
    let database: Database
    private let clock: () -> Double
    /// The epoch that facts without one of their own belong to.
    private var epoch: Int
    private var lastState: (phase: Phase, time: Double)?
    private var publisher: StorePublisher
    private let lock: RunLock

    /// Opens the store of a run, or makes it in a new one.
    ///
    /// - Parameters:
    ///   - lock: the proof that no other process writes; held as long as the store is.
    ///   - clock: seconds since 1970.
    /// - Throws: `RunError` for a store of a newer program, `DatabaseError`.
    public convenience init(
        _ folder: RunFolder, lock: RunLock,
        clock: @escaping () -> Double = { Date().timeIntervalSince1970 }
    ) throws {
        try self.init(folder, lock: lock, clock: clock, schema: .current)
    }

    init(_ folder: RunFolder, lock: RunLock, clock: @escaping () -> Double, schema: Schema) throws {
        self.folder = folder
        self.lock = lock
        self.clock = clock
        database = try Self.openStore(folder, schema: schema)
        history = RunHistory(database: database)
        epoch = try history.finishedEpochs() + 1
        publisher = StorePublisher(folder: folder)
    }

    deinit { rest() }

    /// One plain file remains: a run can then be copied, and read from a read-only place. Changes
    /// nothing while a reader has the store open; the store can still be written to.
    public func rest() {
        try? database.script("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE;")
        try? database.script("PRAGMA busy_timeout = \(Database.patience);")
    }

    /// Prepares for many writes beside readers.
    public func work() throws {
        try Self.setJournal(of: database)
    }

    private static func openStore(_ folder: RunFolder, schema: Schema) throws -> Database {
        let path = folder.storeFile
        let isNew = !FileManager.default.fileExists(atPath: path)
        var database = try Database(path: path, access: .create)
        if isNew {
            try schema.create(in: database)
        } else if try schema.version(of: database) < schema.version {
            try migrateCopy(of: database, schema: schema)
            database = try Database(path: path, access: .readWrite)
        }
        try setJournal(of: database)
        return database
    }

    private static func setJournal(of database: Database) throws {
        let realPath = URL(filePath: database.path).resolvingSymlinksInPath()
            .path(percentEncoded: false)
        let journal = FileSystem.current.isShared(realPath) ? "DELETE" : "WAL"
        try database.script("PRAGMA journal_mode = \(journal); PRAGMA synchronous = NORMAL;")
    }

    /// The old store stays beside the new one.
    private static func migrateCopy(of database: Database, schema: Schema) throws {
        let old = try schema.version(of: database)
        let path = database.path
        try database.script("PRAGMA journal_mode = DELETE")
        let copyPath = path + ".migrating"
        try? FileManager.default.removeItem(atPath: copyPath)
        do {
            let copy = try Database(path: copyPath, access: .create)
            try database.copy(to: copy)
            try schema.migrate(copy)
        }
        let manager = FileManager.default
        try? manager.removeItem(atPath: "\(path).schema\(old)")
        try manager.linkItem(atPath: path, toPath: "\(path).schema\(old)")
        guard rename(copyPath, path) == 0 else {
            throw RunError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Writes events in one transaction, in order.
    public func record(_ events: [Event]) throws {
        let time = clock()
        try database.transaction {
            for event in events { try record(event, time: time) }
        }
        // What follows is for readers; a run does not end because they get less.
        try? appendToLog(events)
        publishIfRead()
    }

    /// Gives readers on other machines what they do not have yet, if there are any; called now and
    /// then while nothing else is recorded.
    public func publishIfRead() {
        try? publisher.publishIfRead(database, time: clock())
    }

    /// Writes what the run is at, at most once a second unless the phase changes.
    public func record(_ state: RunState) throws {
        let time = clock()
        epoch = max(state.epoch, 1)
        if let last = lastState, last.phase == state.phase, time - last.time < 1 { return }
        lastState = (state.phase, time)
        try database.execute(
            "INSERT OR REPLACE INTO state (only, time, body) VALUES (1, ?, ?)",
            [.real(time), .text(try LosslessJSON.encode(state))])
        publishIfRead()
    }

    /// Facts without an epoch of their own belong to the one after it.
    func continueAfter(_ finished: Int) {
        epoch = finished + 1
    }

    private func record(_ event: Event, time: Double) throws {
        guard let stored = StoredEvent(event) else { return }
        var eventEpoch = epoch
        switch event {
        case .runOpened(let description): try write(description.prompts)
        case .epochFinished(let report):
            eventEpoch = report.epoch
            try write(report, time: time)
            epoch = report.epoch + 1
        case .samplesScored(let scored, let samples):
            eventEpoch = scored
            try write(samples)
        case .checkpointSaved(let record):
            eventEpoch = record.epoch
            try write(record, time: time)
        case .promptsChanged(let prompts): try write(prompts)
        case .phaseChanged, .rewardWeightChanged, .sampleFinished, .sampleFailed,
            .sheetPictureFinished, .sheetFailed, .decoded, .stepExamined, .examinationFailed,
            .attended, .attentionFailed, .regenerated, .regenerationFailed, .message,
            .alarmsChanged, .rolledBack, .judged, .judgementWithdrawn:
            break
        }
        try database.execute(
            "INSERT INTO events (time, epoch, kind, body) VALUES (?, ?, ?, ?)",
            [
                .real(time), .integer(eventEpoch), .text(stored.kind),
                .text(try LosslessJSON.encode(stored)),
            ])
    }

    /// Messages are also lines of `log.txt`, for reading without the program.
    private func appendToLog(_ events: [Event]) throws {
        let lines = events.compactMap { event -> String? in
            guard case .message(let message) = event else { return nil }
            let time = Date(timeIntervalSince1970: message.time).formatted(.iso8601)
            return "\(time) \(message.level.rawValue) \(message.text)\n"
        }
        guard !lines.isEmpty else { return }
        let descriptor = open(folder.logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(lines.joined().utf8))
    }
}
