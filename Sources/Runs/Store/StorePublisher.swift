internal import Foundation

/// Publishes copies of a store for readers on other machines, while there are any.
struct StorePublisher {
    /// Seconds between two copies.
    static let interval = 3.0
    /// Seconds after its last sign for which a reader counts as there.
    static let readerPatience = 120.0

    private let folder: RunFolder
    private var lastTime = -Double.infinity
    /// What the database had changed when it was copied.
    private var publishedChanges: Int?

    init(folder: RunFolder) {
        self.folder = folder
    }

    /// Replaces the copy if a reader has shown itself lately and the last copy is old enough.
    mutating func publishIfRead(_ database: Database, time: Double) throws {
        guard time - lastTime >= Self.interval, isRead(time: time) else { return }
        let changes = database.changes
        let isThere = FileManager.default.fileExists(atPath: folder.publishedStoreFile)
        guard changes != publishedChanges || !isThere else { return }
        lastTime = time
        let temporary = folder.publishedStoreFile + ".partial"
        unlink(temporary)
        do {
            let copy = try Database(path: temporary, access: .create)
            try database.copy(to: copy)
            // The copy inherits the log mode of the original, which other machines cannot read.
            try copy.script("PRAGMA journal_mode = DELETE")
        }
        guard rename(temporary, folder.publishedStoreFile) == 0 else {
            throw RunError.cannotCreate(
                path: folder.publishedStoreFile, reason: String(cString: strerror(errno)))
        }
        publishedChanges = changes
    }

    private func isRead(time: Double) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.readingFile)
        guard let sign = attributes?[.modificationDate] as? Date else { return false }
        return time - sign.timeIntervalSince1970 < Self.readerPatience
    }
}
