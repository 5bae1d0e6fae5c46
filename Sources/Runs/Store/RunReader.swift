internal import Foundation

/// Reads a run's store, live or finished, and never writes to it.
///
/// On the machine that writes it, the store itself is opened; on another one, the copy that the
/// writer publishes while this object shows that it reads.
public final class RunReader {
    public let folder: RunFolder
    public let history: RunHistory
    /// Whether it is a published copy, which has to be opened again to see more.
    public let isCopy: Bool

    /// - Throws: `RunError.notPublished` when another machine has not published a copy yet.
    public convenience init(_ folder: RunFolder) throws {
        let holder = RunLock.liveHolder(folder)
        let writer = holder.flatMap { $0.isOnThisHost ? nil : $0.host }
        if holder == nil { try Self.playBackJournal(of: folder.storeFile) }
        try self.init(folder, otherHost: writer, schema: .current)
    }

    /// A process that was killed in the middle of a transaction, on a file system without a log,
    /// leaves a journal that only a writer may play back.
    private static func playBackJournal(of path: String) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: "\(path)-journal"), manager.isWritableFile(atPath: path)
        else { return }
        _ = try Schema.current.version(of: Database(path: path, access: .readWrite))
    }

    /// - Parameter otherHost: the machine that writes the run, if it is another one.
    init(_ folder: RunFolder, otherHost: String?, schema: Schema) throws {
        self.folder = folder
        isCopy = otherHost != nil
        if let otherHost {
            Self.showReading(folder)
            guard FileManager.default.fileExists(atPath: folder.publishedStoreFile) else {
                throw RunError.notPublished(path: folder.path, host: otherHost)
            }
        }
        let path = otherHost == nil ? folder.storeFile : folder.publishedStoreFile
        var database = try Database(path: path, access: .readOnly)
        if try schema.version(of: database) < schema.version {
            let copy = try Database(path: ":memory:", access: .create)
            try database.copy(to: copy)
            try schema.migrate(copy)
            database = copy
        }
        history = RunHistory(database: database)
    }

    /// Tells the writer that somebody reads its copies.
    static func showReading(_ folder: RunFolder) {
        let descriptor = open(folder.readingFile, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        futimens(descriptor, nil)
        close(descriptor)
    }
}
