import Foundation
import Testing

@Suite("doctor")
struct DoctorTests {
    /// What a copy of the program in the folder says.
    private static func doctor(_ program: BuiltProgram) throws -> (said: String, status: Int32) {
        let copy = program.folder + "/cxrl"
        // by a child, as another test's child could inherit a copy that is open for writing here
        let copying = try Process.run(
            URL(fileURLWithPath: "/bin/cp"), arguments: [BuiltProgram.executable, copy])
        copying.waitUntilExit()
        try #require(copying.terminationStatus == 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: copy)
        process.arguments = ["doctor", "--quick"]
        process.environment = program.environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: said, as: UTF8.self), process.terminationStatus)
    }

    /// Puts a copy of libtorch's bridge into the folder, with one text in place of another.
    private static func writeBridge(
        _ program: BuiltProgram, _ text: String, as other: String
    ) throws {
        let bridge = URL(fileURLWithPath: BuiltProgram.executable).deletingLastPathComponent()
            .appendingPathComponent("libCTorch.so")
        var bytes = try Data(contentsOf: bridge)
        try #require(text.utf8.count == other.utf8.count)
        try #require(bytes.range(of: Data(text.utf8)) != nil)
        while let place = bytes.range(of: Data(text.utf8)) {
            bytes.replaceSubrange(place, with: Data(other.utf8))
        }
        try bytes.write(to: URL(fileURLWithPath: program.folder + "/libCTorch.so"))
    }

    @Test("a bridge to libtorch that another build left is refused, not called")
    func otherBuild() throws {
        try BuiltProgram.use { program in
            try Self.writeBridge(program, "last_error(void);", as: "lost_error(void);")
            let (said, status) = try Self.doctor(program)
            #expect(status == 1)
            #expect(said.contains("another build"))
        }
    }

    @Test("a library that libtorch's bridge needs and that is missing is named")
    func missingLibrary() throws {
        try BuiltProgram.use { program in
            try Self.writeBridge(program, "libtorch_cpu.so", as: "libtorch_xyz.so")
            let (said, status) = try Self.doctor(program)
            #expect(status == 1)
            #expect(said.contains("libtorch_xyz.so"))
            #expect(said.contains("is missing: install libtorch-dev"))
        }
    }

    @Test("without libtorch it says so, how to get it, and ends with 1")
    func withoutLibtorch() throws {
        try BuiltProgram.use { program in
            let (said, status) = try Self.doctor(program)
            #expect(status == 1)
            #expect(said.contains("libtorch    missing"))
            #expect(said.contains("libCTorch.so is missing"))
            #expect(said.contains("Install libtorch-dev"))
            #expect(said.contains("terminal"))
        }
    }
}
