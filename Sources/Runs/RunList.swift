internal import Configuration
public import Foundation
internal import Workbench

/// The runs below a root.
public struct RunList: Sendable {
    public let root: String

    public init(root: String) {
        self.root = root
    }

    /// A run and what it is at.
    public struct Entry: Sendable, Equatable, Identifiable {
        public let folder: RunFolder
        public let created: Date
        public let status: Status
        public let finishedEpochs: Int
        public let epochs: Int
        /// The mean total reward of the last finished epoch.
        public let reward: Double?
        /// What the user has noted; empty where nothing is.
        public let note: String

        public var id: String { folder.path }
    }

    public enum Status: Sendable, Equatable {
        /// A process on this machine writes it.
        case trainingHere(pid: Int32)
        /// A process on another machine writes it.
        case trainingElsewhere(host: String, pid: Int32)
        /// Stopped before its last epoch; can be resumed.
        case unfinished
        case complete
        case damaged(reason: String)
    }

    /// The metric that `Entry.reward` shows.
    public static let rewardMetric = "reward/total/mean"

    /// Newest first; folders that are no runs are left out.
    public func entries(now: Date = Date()) -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { !$0.hasPrefix(".") }
            .compactMap { try? RunFolder(path: "\(root)/\($0)") }
            .map { Self.entry($0, now: now) }
            .sorted { ($0.created, $0.folder.name) > ($1.created, $1.folder.name) }
    }

    /// The run that `--resume` alone takes, which may be in use.
    ///
    /// - Throws: `RunError.noUnfinishedRun`.
    public func newestUnfinished(now: Date = Date()) throws -> Entry {
        let found = entries(now: now).first { entry in
            switch entry.status {
            case .trainingHere, .trainingElsewhere, .unfinished: true
            case .complete, .damaged: false
            }
        }
        guard let found else { throw RunError.noUnfinishedRun(root: root) }
        return found
    }

    /// A run by its name in the root, or by the path of its folder.
    public func folder(_ nameOrPath: String) throws -> RunFolder {
        if !nameOrPath.contains("/"), let folder = try? RunFolder(path: "\(root)/\(nameOrPath)") {
            return folder
        }
        if FileManager.default.fileExists(atPath: nameOrPath) {
            return try RunFolder(path: nameOrPath)
        }
        let names = entries().map(\.folder.name)
        throw RunError.noSuchRun(
            name: nameOrPath, root: root, nearest: Nearest.name(to: nameOrPath, among: names))
    }

    /// Deletes a run that no process holds.
    public static func remove(_ folder: RunFolder) throws {
        if let holder = RunLock.liveHolder(folder) {
            throw RunError.locked(path: folder.path, holder: holder)
        }
        // First out of the list, then away, so that half a run is never taken for one.
        let parent = (folder.path as NSString).deletingLastPathComponent
        let doomed = "\(parent)/.\(folder.name).removed"
        do {
            try FileManager.default.moveItem(atPath: folder.path, toPath: doomed)
            try FileManager.default.removeItem(atPath: doomed)
        } catch {
            throw RunError.cannotRemove(path: folder.path, reason: error.localizedDescription)
        }
    }

    /// What one run is at.
    public static func entry(_ folder: RunFolder, now: Date = Date()) -> Entry {
        var created = Date(timeIntervalSince1970: 0)
        var (finished, epochs) = (0, 0)
        var reward: Double?
        let status: Status
        do {
            let manifest = try folder.manifest()
            created = manifest.created
            epochs = manifest.configuration.rlcf.epochs
            if FileManager.default.fileExists(atPath: folder.storeFile) {
                let history = try RunReader(folder).history
                finished = try history.finishedEpochs()
                epochs = try history.description()?.epochs ?? epochs
                reward = try history.metric(rewardMetric).last?.value
            }
            status = self.status(folder, isComplete: finished >= epochs, now: now)
        } catch RunError.notPublished {
            status = self.status(folder, isComplete: false, now: now)
        } catch {
            status = .damaged(reason: "\(error)")
        }
        return Entry(
            folder: folder, created: created, status: status, finishedEpochs: finished,
            epochs: epochs, reward: reward, note: folder.note)
    }

    private static func status(_ folder: RunFolder, isComplete: Bool, now: Date) -> Status {
        if let holder = RunLock.liveHolder(folder, now: now) {
            return holder.isOnThisHost
                ? .trainingHere(pid: holder.pid)
                : .trainingElsewhere(host: holder.host, pid: holder.pid)
        }
        return isComplete ? .complete : .unfinished
    }
}
