import Foundation
import Safetensors
import TestSupport
import Testing

/// `Samples/convert_to_safetensors.py`, with a Python that has torch and safetensors: `CXRL_PYTHON`,
/// else `python3`.
@Suite(
    "The conversion of pickles",
    .enabled(if: python != nil, "no python3 with torch and safetensors; CXRL_PYTHON names one"))
struct ConversionScriptTests {
    /// A module as it was published once, a checkpoint with two names for one tensor, and a pickle
    /// that would run a program.
    private static let pickles = """
        import os, sys, torch
        os.makedirs("unet"); os.makedirs("text_encoder")
        one = torch.arange(6, dtype=torch.float32).reshape(2, 3)
        torch.save({"a.weight": one.t(), "b": one.half()}, "unet/diffusion_pytorch_model.bin")
        torch.save({"ids": torch.tensor([3, 4])}, "text_encoder/pytorch_model.bin")
        torch.save({"state_dict": {"one": one, "same": one, "epoch": 3}}, "whole.ckpt")
        class Evil:
            def __reduce__(self): return os.system, ("touch ran",)
        torch.save({"a": Evil()}, "evil.pt")
        """

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "cxrl-conversion-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try #require(python).run(["-c", Self.pickles], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        try body(folder)
    }

    private func convert(_ paths: String..., in folder: String) throws -> (Int32, String) {
        let script = BuiltProgram.checkout + "/Samples/convert_to_safetensors.py"
        return try #require(python).run([script] + paths, in: folder)
    }

    @Test("writes beside every pickle of a folder the same numbers under the usual name")
    func folder() throws {
        try inFolder { folder in
            #expect(try convert("unet", "text_encoder", "whole.ckpt", in: folder) == (0, ""))
            let unet = try SafetensorsFile(
                path: folder + "/unet/diffusion_pytorch_model.safetensors")
            #expect(try unet.entry("a.weight").shape == [3, 2])
            #expect(try unet.floats(of: "a.weight") == [0, 3, 1, 4, 2, 5])
            #expect(try unet.entry("b").elementType == .float16)
            let text = try SafetensorsFile(path: folder + "/text_encoder/model.safetensors")
            #expect(text.entries.keys.sorted() == ["ids"])
            let whole = try SafetensorsFile(path: folder + "/whole.safetensors")
            #expect(whole.entries.keys.sorted() == ["one", "same"])
            #expect(try whole.floats(of: "same") == [0, 1, 2, 3, 4, 5])
            let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/unet")
            #expect(
                left.sorted() == [
                    "diffusion_pytorch_model.bin", "diffusion_pytorch_model.safetensors",
                ])
        }
    }

    @Test("runs no program that a pickle holds, and says so")
    func evil() throws {
        try inFolder { folder in
            let (status, errors) = try convert("evil.pt", in: folder)
            #expect(status == 1)
            #expect(errors.hasPrefix("evil.pt: it holds more than tensors"))
            for name in ["ran", "evil.safetensors"] {
                #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(name)"))
            }
        }
    }

    @Test("says where there is nothing to convert")
    func nothing() throws {
        try inFolder { folder in
            let (status, errors) = try convert("nowhere", in: folder)
            #expect(status == 1)
            #expect(errors.contains("nowhere"))
        }
    }
}

private let python = PythonInterpreter(with: "torch", "safetensors.torch")
