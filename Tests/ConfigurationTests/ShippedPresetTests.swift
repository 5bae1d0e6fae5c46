import Configuration
import Foundation
import Testing

@Suite("Shipped presets")
struct ShippedPresetTests {
    static let data = DataFolder(
        path: URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .path)

    @Test("there are some")
    func exist() {
        #expect(Self.data.presetNames == ["committee", "quick", "stable-diffusion-lora"])
    }

    @Test(
        "each is a valid configuration that differs from the defaults", arguments: data.presetNames)
    func valid(name: String) throws {
        let configuration = try Configuration(layers: [.preset(path: Self.data.preset(name))])
            .validated()
        #expect(configuration != Configuration())
    }
}
