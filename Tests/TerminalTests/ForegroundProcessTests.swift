import Foundation
import Testing

@testable import Terminal

@Suite struct ForegroundProcessTests {
    @Test("the exit status is the program's, or 128 and the signal that ended it")
    func status() throws {
        #expect(try ForegroundProcess.run(["sh", "-c", "exit 3"]) == 3)
        #expect(try ForegroundProcess.run(["sh", "-c", "kill -TERM $$"]) == 128 + SIGTERM)
        #expect(throws: ScreenError.self) { try ForegroundProcess.run(["/no/such/program"]) }
    }

    @Test("a program is asked to end where this one must")
    func ends() throws {
        #expect(try ForegroundProcess.run(["sleep", "600"]) { true } == 128 + SIGHUP)
    }

    @Test("it writes where it is told to, whatever this process's own output is")
    func output() throws {
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting
        let status = try ForegroundProcess.run(
            ["sh", "-c", "echo out; echo error >&2"], output: writer.fileDescriptor)
        try writer.close()
        #expect(status == 0)
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == "out\nerror\n")
    }
}
