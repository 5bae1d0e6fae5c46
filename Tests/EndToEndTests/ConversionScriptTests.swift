import Foundation
import Safetensors
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
        #expect(try run(["-c", Self.pickles], in: folder).status == 0)
        try body(folder)
    }

    private func run(
        _ arguments: [String], in folder: String
    ) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private func convert(_ paths: String..., in folder: String) throws -> (Int32, String) {
        let script = BuiltProgram.checkout + "/Samples/convert_to_safetensors.py"
        let result = try run([script] + paths, in: folder)
        return (result.status, result.errors)
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

private let python: String? = {
    let environment = ProcessInfo.processInfo.environment
    let path = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
    let candidates = environment["CXRL_PYTHON"].map { [$0] } ?? path
    return candidates.first { candidate in
        guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: candidate)
        process.arguments = ["-c", "import torch, safetensors.torch"]
        process.standardError = FileHandle.nullDevice
        try? process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}()
