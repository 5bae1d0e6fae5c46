import Foundation
import Runs
import Testing

@Suite struct LockTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
    }

    private func leave(host: String, pid: Int32, startTicks: Int = 5) throws {
        try place.write(
            #"{"host": "\#(host)", "pid": \#(pid), "startTicks": \#(startTicks)}"#,
            to: folder.lockFile)
    }

    @Test("A held run is refused with host and process, and free when the lock is gone")
    func exclusive() throws {
        var lock: RunLock? = try RunLock(folder)
        let error = #expect(throws: RunError.self) { try RunLock(folder) }
        #expect(error?.description.contains("in use by process \(getpid()) on ") == true)
        #expect(RunLock.liveHolder(folder)?.pid == getpid())
        #expect(RunLock.liveHolder(folder)?.isOnThisHost == true)
        withExtendedLifetime(lock) {}
        lock = nil
        #expect(RunLock.liveHolder(folder) == nil)
        _ = try RunLock(folder)
    }

    @Test("The lock of a dead process of this machine is taken over")
    func deadProcess() throws {
        try leave(host: ProcessInfo.processInfo.hostName, pid: getpid())
        #expect(RunLock.liveHolder(folder) == nil, "same number, another start")
        let lock = try RunLock(folder)
        #expect(RunLock.liveHolder(folder)?.pid == getpid())
        withExtendedLifetime(lock) {}
    }

    @Test("A process that has ended holds nothing, though nobody has waited for it yet")
    func zombie() throws {
        var pid: pid_t = 0
        let arguments = [strdup("true"), nil]
        defer { free(arguments[0]) }
        #expect(posix_spawnp(&pid, "true", nil, nil, arguments, environ) == 0)
        var info = siginfo_t()
        #expect(waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == 0)
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let ticks = try #require(Int(stat.split(separator: " ")[21]))
        try leave(host: ProcessInfo.processInfo.hostName, pid: pid, startTicks: ticks)
        #expect(RunLock.liveHolder(folder) == nil)
        waitpid(pid, nil, 0)
    }

    @Test("A process on another machine holds the run while its heart beats")
    func otherHost() throws {
        try leave(host: "elsewhere", pid: 42)
        let error = #expect(throws: RunError.self) { try RunLock(folder) }
        #expect(error?.description.contains("process 42 on elsewhere") == true)
        let later = Date().addingTimeInterval(RunLock.patience + 60)
        #expect(RunLock.liveHolder(folder)?.host == "elsewhere")
        #expect(RunLock.liveHolder(folder, now: later) == nil)
        let lock = try RunLock(folder, now: later)
        #expect(RunLock.liveHolder(folder)?.isOnThisHost == true)
        withExtendedLifetime(lock) {}
    }
}
