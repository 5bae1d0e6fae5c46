import Foundation
import Images
import Safetensors
import Testing
import Workbench

@testable import Interface

@Suite struct LinearPreviewTests {
    /// Blocks of 2 × 2 from two channels.
    static let weight: [Float] = [1, 0, 0, 1, 0.5, 0.5, -1, 0]
    static let bias: [Float] = [0, 0.25, 0, 1]

    @Test("Each latent pixel becomes its block: weight · z + bias, in 0 to 1")
    func numbers() throws {
        let preview = try LinearPreview(weight: Self.weight, bias: Self.bias)
        // Two latent pixels side by side: (0.2, 0.4) and (2, −1).
        let latent: [Float] = [0.2, 2, 0.4, -1]
        let picture = try preview.picture(of: latent[...], height: 1, width: 2)
        #expect(picture.width == 4)
        #expect(picture.height == 2)
        // 0.2, 0.65 | 2 → 1, −0.75 → 0;  0.3, 0.8 | 0.5, −1 → 0
        #expect(picture.pixels == [51, 166, 255, 0, 77, 204, 128, 0])
    }

    @Test("A reduced map gives the mean of the pixels that fall together")
    func reduced() throws {
        let preview = try LinearPreview(weight: Self.weight, bias: Self.bias)
            .reduced(latentWidth: 64, limit: 64)
        #expect(preview.side == 1)
        let picture = try preview.picture(of: [0.2, 0.4], height: 1, width: 1)
        #expect(picture.pixels == [UInt8((0.4875 * 255).rounded())])
    }

    @Test("The smooth map gives one pixel, the block's mean, whatever the size")
    func smooth() throws {
        let preview = try LinearPreview(weight: Self.weight, bias: Self.bias).smooth
        let latent: [Float] = [0.2, 0.4, 0.4, 0.2]
        let picture = try preview.picture(of: latent[...], height: 1, width: 2)
        // (0.2, 0.4): 0.2 0.65 0.3 0.8; (0.4, 0.2): 0.4 0.45 0.3 0.6
        #expect(picture.width == 2 && picture.height == 1)
        #expect(picture.pixels == [UInt8((0.4875 * 255).rounded()), 112])
    }

    @Test("Numbers that do not fit together are refused with a sentence")
    func refused() throws {
        #expect(throws: LinearPreviewError.self) {
            try LinearPreview(weight: [1, 2, 3], bias: [0, 0])
        }
        let preview = try LinearPreview(weight: Self.weight, bias: Self.bias)
        #expect(throws: LinearPreviewError.self) {
            try preview.picture(of: [1, 2, 3], height: 1, width: 1)
        }
        let dark = try preview.picture(of: [.nan, 0], height: 1, width: 1)
        #expect(dark.pixels[0] == 0)
    }

    @Test("A trajectory file gives a picture per step and view, and NaN where it has NaN")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("interface-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/t.safetensors"
        try SafetensorsWriter.write(
            [
                TensorBytes(
                    name: "latents", shape: [3, 2, 1, 1], halves: [9, 9, 0.5, 0, 1, 0]),
                TensorBytes(
                    name: "predicted_originals", shape: [2, 2, 1, 1], halves: [0.25, 0, 0.75, 0]),
                TensorBytes(name: "timesteps", shape: [2], integers: [951, 451]),
                TensorBytes(name: "log_probabilities", shape: [2], floats: [1.5, .nan]),
                TensorBytes(name: "sigmas", shape: [2], floats: [0.5, 0]),
            ], to: path)
        let preview = try LinearPreview(weight: [1, 0], bias: [0])
        let frames = try TrajectoryFrames(contentsOf: path, preview: preview)
        #expect(frames.steps == 2)
        #expect(frames.picture(step: 0, view: .latent)?.pixels == [128])
        #expect(frames.picture(step: 1, view: .latent)?.pixels == [255])
        #expect(frames.picture(step: 7, view: .predictedOriginal)?.pixels == [191])
        #expect(frames.timesteps == [951, 451])
        #expect(frames.logProbabilities[1].isNaN)
    }
}
