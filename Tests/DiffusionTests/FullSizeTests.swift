import Diffusion
import Foundation
import Networks
import Safetensors
import Tensors
import Testing

/// Models of full size against diffusers, where `CXRL_FULL_SIZE` names the folder that
/// `Golden/make_full_size.py` wrote.
///
/// With libtorch 1.13 on an AMD EPYC, against diffusers 0.42.1 and torch 2.13.0:
///
///     sd-1.5: 859520964 parameters, relative error 3.244278332203976e-06
///     sd-2.1: 865910724 parameters, relative error 2.5846190965239657e-06
///     autoencoder: relative error 1.6552032775507541e-06
@Suite("Full-size models against diffusers", .serialized, .enabled(if: FullSize.folder != nil))
struct FullSizeTests {
    @Test(
        "A prediction for latents of 64 × 64 is that of diffusers", arguments: ["sd-1.5", "sd-2.1"])
    func prediction(_ name: String) throws {
        let golden = try FullSize.golden(name)
        let unet = try FullSize.model(name).loadUNet()
        let output = try withoutGradient {
            try unet(
                FullSize.tensor("latents", golden),
                timesteps: FullSize.tensor("timesteps", golden),
                context: FullSize.tensor("context", golden))
        }
        let error = try FullSize.error(output, FullSize.tensor("output", golden))
        print("\(name): \(unet.store.parameterCount) parameters, relative error \(error)")
        #expect(error < 1e-3)
    }

    @Test("A picture of 512 × 512 is that of diffusers")
    func picture() throws {
        let golden = try FullSize.golden("sd-1.5")
        let autoencoder = try FullSize.model("sd-1.5").loadAutoencoder()
        let picture = try withoutGradient {
            try autoencoder.decode(FullSize.tensor("picture_latents", golden))
        }
        #expect(picture.shape == [1, 3, 512, 512])
        let error = try FullSize.error(picture, FullSize.tensor("picture", golden))
        print("autoencoder: relative error \(error)")
        #expect(error < 1e-3)
    }
}

private enum FullSize {
    static let folder = ProcessInfo.processInfo.environment["CXRL_FULL_SIZE"]

    static func model(_ name: String) throws -> ModelFolder {
        ModelFolder("\(try #require(folder))/\(name)")
    }

    static func golden(_ name: String) throws -> SafetensorsFile {
        try SafetensorsFile(path: model(name).path + "/golden.safetensors")
    }

    static func tensor(_ name: String, _ file: SafetensorsFile) throws -> Tensor {
        try .mapped(name, in: file)
    }

    /// The largest difference, relative to the largest number that is expected.
    static func error(_ found: Tensor, _ expected: Tensor) throws -> Double {
        guard found.shape == expected.shape else { return .infinity }
        let difference = try (found - expected).absolute().largest()
        return try (difference / expected.absolute().largest()).item()
    }
}
