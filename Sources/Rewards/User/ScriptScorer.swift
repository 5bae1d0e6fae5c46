internal import Foundation
internal import Tensors
internal import Text

/// A TorchScript module that judges: images [N, 1, H, W] in 0…1 and, where asked for, token ids
/// [N, L] to scores [N].
final class ScriptScorer: ImageScorer {
    let identity: String
    private let module: ScriptModule
    private let device: Device
    private let tokenizer: Tokenizer
    private let tokens: Int

    /// - Parameter tokens: how many ids of the prompt the module takes; 0 for none.
    /// - Throws: `RewardError` where the file is no module that this libtorch can run.
    init(path: String, tokens: Int, tokenizer: Tokenizer, device: Device) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RewardError("\(path) is missing or cannot be read: give a TorchScript file.")
        }
        do {
            module = try ScriptModule(path: path, device: device)
        } catch let error as TensorError where error.kind != .unavailable {
            throw RewardError(try Self.sentence(error, path))
        }
        var fingerprint = Fingerprint()
        fingerprint.combine("\(tokens)")
        fingerprint.combine(bytes: data)
        identity = fingerprint.text
        self.device = device
        self.tokenizer = tokenizer
        self.tokens = tokens
    }

    func score(
        _ images: Tensor, prompts: [ScoredPrompt], surroundings: RewardSurroundings
    ) throws -> Tensor {
        let images = try images.to(.float32).to(device)
        guard tokens > 0 else { return try module([images]) }
        let ids = try prompts.flatMap {
            try tokenizer.encodePadded($0.text, contextLength: tokens, truncate: true).ids
        }
        return try module([images, Tensor.of(ids, shape: [prompts.count, tokens]).to(device)])
    }

    private static func sentence(_ error: TensorError, _ path: String) throws -> String {
        guard error.description.contains("Unknown builtin op") else {
            return "\(path) cannot be run as TorchScript: make it with torch.jit.trace or "
                + "torch.jit.script and save it with torch.jit.save (\(error))."
        }
        return "\(path) needs operations that libtorch \(try Runtime.version()) does not have: "
            + "build with a libtorch as new as the PyTorch that made the file (\(error))."
    }
}
