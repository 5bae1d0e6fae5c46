internal import Foundation
internal import Networks
internal import Tensors
internal import Text

/// A consistency network's folder: one of this program's, of `transformers`' CLIP, or of CXR-CLIP.
enum JointSpaceFolder {
    private struct Kind: Decodable {
        let modelType: String?
        let architecture: String?

        enum CodingKeys: String, CodingKey {
            case modelType = "model_type"
            case architecture
        }
    }

    /// - Parameter tokenizer: for a network of this program's without its own.
    static func load(_ folder: String, tokenizer: Tokenizer, device: Device) throws
        -> any JointSpace
    {
        let kind = try NetworkFolder.configuration(Kind.self, in: folder)
        if kind.modelType == "clip" { return try CLIPNetwork(folder: folder, device: device) }
        if kind.architecture == CXRCLIPNetwork.Configuration.architecture {
            return try CXRCLIPSpace(folder: folder, device: device)
        }
        let own = "\(folder)/tokenizer"
        let hasOwn = FileManager.default.fileExists(atPath: own)
        return try TokenizedSpace(
            ConsistencyNetwork(folder: folder, device: device),
            tokenizer: hasOwn ? Tokenizer(folder: own) : tokenizer)
    }
}
