import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Small decoder against diffusers' AutoencoderTiny")
struct TinyDecoderTests {
    private static func folder() throws -> String { try Golden.path("tiny-autoencoder") }

    @Test("Decoded pictures are those of diffusers")
    func decoded() throws {
        let golden = try Golden.Numbers("tiny-autoencoder/golden")
        let decoder = try TinyDecoder(folder: Self.folder())
        #expect(try decoder(golden["latents"]).error(from: golden["decoded"]) < 1e-4)
    }

    @Test("Pictures to look at are grey values of 0…1, four times the latents' size")
    func pictures() throws {
        let golden = try Golden.Numbers("tiny-autoencoder/golden")
        let pictures = try TinyDecoder(folder: Self.folder()).decode(golden["latents"])
        #expect(pictures.shape == [2, 1, 24, 20])
        #expect(try pictures.smallest().item() >= 0 && pictures.largest().item() <= 1)
        #expect(try pictures.largest().item() > pictures.smallest().item())
    }

    @Test("The folder of another class is refused by name")
    func refused() throws {
        let error = #expect(throws: ModelError.self) {
            try TinyDecoder(folder: Golden.path("autoencoder-color"))
        }
        #expect(error?.description.contains("AutoencoderTiny") == true)
    }
}
