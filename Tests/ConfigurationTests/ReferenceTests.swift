import Configuration
import Foundation
import Testing

@Suite("The reference of all settings")
struct ReferenceTests {
    @Test("the README has it as the program prints it")
    func readme() throws {
        let readme = try String(
            contentsOfFile: ShippedPresetTests.data.path + "/README.md", encoding: .utf8)
        #expect(readme.contains(Configuration.reference.trimmingCharacters(in: .newlines)))
    }
}
