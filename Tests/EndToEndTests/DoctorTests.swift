import Foundation
import Testing

@Suite("doctor")
struct DoctorTests {
    @Test("without libtorch it says so, how to get it, and ends with 1")
    func withoutLibtorch() throws {
        try BuiltProgram.use { program in
            let alone = program.folder + "/cxrl"
            try FileManager.default.copyItem(atPath: BuiltProgram.executable, toPath: alone)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: alone)
            process.arguments = ["doctor", "--quick"]
            process.environment = program.environment
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let said = String(
                decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 1)
            #expect(said.contains("libtorch    missing"))
            #expect(said.contains("Install libtorch-dev"))
            #expect(said.contains("terminal"))
        }
    }
}
