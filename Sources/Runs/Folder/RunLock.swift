internal import Dispatch
public import Foundation

/// The right to write to a run folder, held by one process on one machine.
///
/// The kernel's lock on the file frees it when the process dies, however that happens; for
/// machines that do not see each other's locks, the file says who holds it and its modification
/// time is a heartbeat.
public final class RunLock: Sendable {
    /// Who holds a lock.
    public struct Holder: Sendable, Equatable, Codable {
        public let host: String
        public let pid: Int32
        /// Clock ticks from the machine's start to the process's: tells it from a later process
        /// of the same number.
        let startTicks: Int

        public var isOnThisHost: Bool { host == Self.thisHost }

        static let thisHost = ProcessInfo.processInfo.hostName

        static var current: Holder {
            let pid = getpid()
            return Holder(host: thisHost, pid: pid, startTicks: Self.startTicks(pid) ?? 0)
        }

        /// `nil` if there is no such process, or if it is dead and only waited for.
        static func startTicks(_ pid: Int32) -> Int? {
            guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return nil }
            // Fields are counted behind the name, which may hold blanks; the 22nd is the start.
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return nil }
            return Int(fields[19])
        }
    }

    /// Seconds between two heartbeats.
    static let heartbeat = 15.0
    /// Seconds without a heartbeat after which a process on another machine counts as dead; more
    /// than network file systems cache a file's times.
    public static let patience = 180.0

    private let descriptor: Int32
    /// Keeps a heartbeat from touching a descriptor that is closed.
    private let queue = DispatchQueue(label: "run lock", qos: .utility)
    nonisolated(unsafe) private let timer: any DispatchSourceTimer

    /// Takes the run, from a dead process if need be.
    ///
    /// - Throws: `RunError.locked` while another process holds it.
    public init(_ folder: RunFolder, now: Date = Date()) throws {
        let path = folder.lockFile
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RunError.cannotLock(path: path, reason: String(cString: strerror(errno)))
        }
        do {
            try Self.take(descriptor, folder: folder, now: now)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(
            deadline: .now() + Self.heartbeat, repeating: Self.heartbeat, leeway: .seconds(2))
        timer.setEventHandler { futimens(descriptor, nil) }
        timer.resume()
        self.timer = timer
    }

    /// Frees the run. The file stays, empty: were it removed, two processes could hold a lock on
    /// two files of the same name.
    deinit {
        queue.sync {
            timer.cancel()
            ftruncate(descriptor, 0)
            // Closing alone would leave it to a child that was forked and has not yet begun its
            // own program.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }

    private static func take(_ descriptor: Int32, folder: RunFolder, now: Date) throws {
        let holder = Self.holder(folder)
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            let unknown = Holder(host: Holder.thisHost, pid: 0, startTicks: 0)
            throw RunError.locked(path: folder.path, holder: holder ?? unknown)
        }
        // Other failures mean a file system without locks: the heartbeat is all there is.
        if let holder, !holder.isOnThisHost, isFresh(folder, now: now) {
            throw RunError.locked(path: folder.path, holder: holder)
        }
        let text = try JSONEncoder().encode(Holder.current)
        ftruncate(descriptor, 0)
        let written = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == text.count else {
            throw RunError.cannotLock(
                path: folder.lockFile, reason: String(cString: strerror(errno)))
        }
        fsync(descriptor)
    }

    /// The process that holds the run, if it is alive.
    public static func liveHolder(_ folder: RunFolder, now: Date = Date()) -> Holder? {
        guard let holder = holder(folder) else { return nil }
        let isAlive =
            holder.isOnThisHost
            ? Holder.startTicks(holder.pid) == holder.startTicks : isFresh(folder, now: now)
        return isAlive ? holder : nil
    }

    private static func holder(_ folder: RunFolder) -> Holder? {
        guard let data = FileManager.default.contents(atPath: folder.lockFile) else { return nil }
        return try? JSONDecoder().decode(Holder.self, from: data)
    }

    private static func isFresh(_ folder: RunFolder, now: Date) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.lockFile)
        guard let beat = attributes?[.modificationDate] as? Date else { return false }
        return now.timeIntervalSince(beat) < patience
    }
}
