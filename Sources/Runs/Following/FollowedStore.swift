internal import Foundation

/// The store of a run that is followed, and whether it has changed: looking must cost next to
/// nothing while it has not.
struct FollowedStore {
    /// Seconds between two signs to a writer on another machine that its copies are read.
    static let signInterval = 10.0

    private let folder: RunFolder
    private var reader: RunReader?
    private var version: Int?
    private var copyNumber: Int?
    private var signTime = Date.distantPast

    init(_ folder: RunFolder) {
        self.folder = folder
    }

    /// What the store holds, if that has changed since the last call.
    mutating func newHistory(now: Date) throws -> RunHistory? {
        if reader?.isCopy == true { try lookForCopy(now: now) }
        if let reader {
            let current = try reader.history.database.dataVersion()
            guard current != version else { return nil }
            version = current
            return reader.history
        }
        let fresh = try RunReader(folder)
        version = try fresh.history.database.dataVersion()
        copyNumber = fresh.isCopy ? publishedNumber : nil
        reader = fresh
        return fresh.history
    }

    mutating func close() {
        reader = nil
    }

    /// Changes between store and copy when another machine has taken the run, or left it.
    ///
    /// - Parameter isElsewhere: where the writer is, if there is one.
    mutating func writerChanged(isElsewhere: Bool?) {
        if let reader, reader.isCopy != (isElsewhere ?? false) { close() }
    }

    /// A new copy is another file.
    private mutating func lookForCopy(now: Date) throws {
        if now.timeIntervalSince(signTime) >= Self.signInterval {
            RunReader.showReading(folder)
            signTime = now
        }
        if publishedNumber != copyNumber { close() }
    }

    /// A new copy is made while the old one exists, so that their numbers differ.
    private var publishedNumber: Int? {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: folder.publishedStoreFile)
        return attributes?[.systemFileNumber] as? Int
    }
}
