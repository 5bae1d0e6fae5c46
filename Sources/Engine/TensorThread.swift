internal import Foundation
internal import Synchronization

/// One named thread that runs an actor's jobs in order.
///
/// libtorch keeps its gradient mode, its worker pool and its autocast state per thread; an actor on
/// this executor stays on one thread over all its suspensions, which plain actors do not.
final class TensorThread: SerialExecutor {
    /// Protected by `condition`.
    private nonisolated(unsafe) var jobs: [UnownedJob] = []
    /// Protected by `condition`.
    private nonisolated(unsafe) var isFinished = false
    private let condition = NSCondition()

    init(name: String) {
        let thread = Thread { [self] in work() }
        thread.name = name
        // Deep graphs are released recursively.
        thread.stackSize = 16 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        condition.withLock {
            jobs.append(unowned)
            condition.signal()
        }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Lets the thread end after the jobs that it has.
    func finish() {
        condition.withLock {
            isFinished = true
            condition.signal()
        }
    }

    private func work() {
        while let batch = nextJobs() {
            for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    /// Waits for jobs; nil when there will be none.
    private func nextJobs() -> [UnownedJob]? {
        condition.withLock {
            while jobs.isEmpty, !isFinished { condition.wait() }
            guard !jobs.isEmpty else { return nil }
            defer { jobs = [] }
            return jobs
        }
    }
}
