internal import Foundation

/// Weights in Python's own format, which are never opened.
enum Pickle {
    static let endings = [".bin", ".pt", ".pth", ".ckpt", ".pkl"]

    static func isOne(_ path: String) -> Bool { endings.contains { path.hasSuffix($0) } }

    /// - Parameter converted: the file that is looked for instead.
    static func refusal(_ path: String, converted: String) -> ModelError {
        ModelError(
            "\(path) is a pickle, and reading one runs whatever program somebody put into it, so "
                + "it is not opened. Convert it once: "
                + "python3 -c \"import torch; from safetensors.torch import save_file; "
                + "d = torch.load('\(path)', map_location='cpu', weights_only=True); "
                + "d = d.get('state_dict', d); save_file({k: v.clone() for k, v in d.items() "
                + "if torch.is_tensor(v)}, '\(converted)')\" "
                + "(Samples/convert_to_safetensors.py does the same for a whole folder).")
    }
}
