import Foundation
import Tensors
import Testing

@Suite("Runtime")
struct RuntimeTests {
    @Test("The thread that starts the runtime computes on all processors of the process")
    func threads() throws {
        let outcome = try onNewThread {
            try Runtime.start()
            return try Runtime.threads()
        }
        #expect(outcome == Runtime.availableProcessors)
        #expect(Runtime.availableProcessors >= 1)
    }

    @Test(
        "A convolution is shared by as many threads as there are processors",
        .enabled(if: Runtime.availableProcessors > 1))
    func parallelConvolution() throws {
        let workers = try onNewThread {
            try Runtime.start()
            // Threads bear the name of the thread that made them.
            try "convolution".write(
                toFile: "/proc/thread-self/comm", atomically: false, encoding: .utf8)
            let pictures = try Tensor.ones([4, 16, 64, 64])
            let weight = try Tensor.ones([16, 16, 3, 3])
            // The kernel counts a thread's time only now and then, the later the busier it is.
            var times: [Int] = []
            for _ in 0..<300 {
                _ = try pictures.convolution(weight, nil, padding: 1)
                times = try RuntimeTests.processorTimes(ofThreadsNamed: "convolution")
                if times.count > 1, times.allSatisfy({ $0 > 100_000 }) { break }
            }
            return times
        }
        #expect(workers.count >= min(2, Runtime.availableProcessors))
        #expect(workers.allSatisfy { $0 > 100_000 }, "nanoseconds: \(workers)")
    }

    @Test("The library says what it is")
    func description() throws {
        #expect(try Runtime.version().contains("."))
        #expect(try !Runtime.instructionSet().isEmpty)
        #expect(try Runtime.memory(of: .cpu) == 0)
    }

    @Test("fp32 is never TF32")
    func precision() throws {
        #expect(try !Runtime.allowsTF32())
    }

    @Test("Devices are read as they are written")
    func devices() {
        #expect(Device("cpu") == .cpu && Device("cuda") == .cuda(0))
        #expect(Device("cuda:3") == .cuda(3) && Device.cuda(3).description == "cuda:3")
        #expect(Device("cuda:-1") == nil && Device("gpu") == nil)
    }

    /// Nanoseconds that each thread of this process with that name has run.
    private static func processorTimes(ofThreadsNamed name: String) throws -> [Int] {
        let tasks = "/proc/self/task"
        return try FileManager.default.contentsOfDirectory(atPath: tasks).compactMap { task in
            // A thread may end while the folder is being read.
            guard
                let found = try? String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8),
                found.trimmingCharacters(in: .whitespacesAndNewlines) == name,
                let times = try? String(
                    contentsOfFile: "\(tasks)/\(task)/schedstat", encoding: .utf8)
            else { return nil }
            return times.split(separator: " ").first.flatMap { Int($0) }
        }
    }
}

/// Runs `body` on a thread of its own, and waits for it.
private func onNewThread<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
) throws -> Result {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var outcome: Swift.Result<Result, any Error>?
    let thread = Thread {
        outcome = Swift.Result { try body() }
        done.signal()
    }
    thread.start()
    done.wait()
    return try #require(outcome).get()
}
