internal import Foundation
internal import Networks
internal import Safetensors
public import Tensors

/// Low-rank adapters of a UNet's linear layers in a file, as `diffusers`' `save_lora_weights` and
/// `load_lora_weights` have them: `unet.PATH.lora_A.weight` and `unet.PATH.lora_B.weight`.
public struct AdapterFile {
    /// What is added to one layer's weight: `up · down`, any scale taken in.
    public struct Entry {
        /// The layer's checkpoint path in the UNet.
        public let path: String
        /// [rank, inputs].
        public let down: Tensor
        /// [outputs, rank].
        public let up: Tensor

        public init(path: String, down: Tensor, up: Tensor) {
            self.path = path
            self.down = down
            self.up = up
        }
    }

    public let entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }

    /// Spellings of the two factors; older files say `lora.down` and `lora.up`.
    private static let spellings = [
        ("lora_A.weight", "lora_B.weight"), ("lora.down.weight", "lora.up.weight"),
    ]

    /// - Throws: `ModelError` where the file has adapters of other parts or in another form.
    public init(path: String) throws {
        if Pickle.isOne(path) {
            let stem = (path as NSString).deletingPathExtension
            throw Pickle.refusal(path, converted: stem + ".safetensors")
        }
        let file = try SafetensorsFile(path: path)
        let ratio = Self.statedRatio(file.metadata)
        var entries: [Entry] = []
        var used: Set<String> = []
        for key in file.entries.keys.sorted() {
            for (down, up) in Self.spellings where key.hasSuffix("." + down) {
                let layer = String(key.dropLast(down.count + 1))
                guard file.entries["\(layer).\(up)"] != nil else { continue }
                let alphaKey = "\(layer).alpha"
                let rank = try file.entry(key).shape[0]
                var scale = ratio ?? 1
                if file.entries[alphaKey] != nil {
                    scale = Double(try file.floats(of: alphaKey)[0]) / Double(max(1, rank))
                }
                used.formUnion([key, "\(layer).\(up)", alphaKey])
                entries.append(
                    Entry(
                        path: layer.hasPrefix("unet.") ? String(layer.dropFirst(5)) : layer,
                        down: try Tensor.mapped(key, in: file).to(.float32),
                        up: try Tensor.mapped("\(layer).\(up)", in: file).to(.float32) * scale))
            }
        }
        if let other = file.entries.keys.filter({ !used.contains($0) }).min() {
            throw ModelError(
                "\(path) has '\(other)', which is no low-rank adapter in the form of diffusers' "
                    + "save_lora_weights (unet.….lora_A.weight, lora_B.weight).")
        }
        self.entries = entries
    }

    /// α / rank, which recent versions of `diffusers` write into the header.
    private static func statedRatio(_ metadata: [String: String]) -> Double? {
        guard let text = metadata["lora_adapter_metadata"],
            let values = try? JSONDecoder().decode(
                [String: JSONValue].self, from: Data(text.utf8)),
            case .number(let alpha) = values["unet.lora_alpha"],
            case .number(let rank) = values["unet.r"], rank > 0
        else { return nil }
        return alpha / rank
    }

    /// Adds the adapters to the weights of the layers that they belong to.
    ///
    /// - Throws: `ModelError` where the UNet has no such layer, or one of another size; nothing is
    ///   changed then.
    public func merge(into unet: UNet) throws {
        let parameters = Dictionary(
            unet.store.parameters.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let targets = try entries.map { entry in
            let shape = [entry.up.size(0), entry.down.size(1)]
            guard let parameter = parameters["\(entry.path).weight"],
                parameter.value.shape.prefix(2) == shape[...],
                parameter.value.count == shape[0] * shape[1]
            else {
                throw ModelError(
                    "The adapter of '\(entry.path)' is for a layer of \(shape), which this UNet "
                        + "does not have there: it belongs to another model.")
            }
            return parameter
        }
        try withoutGradient {
            for (entry, parameter) in zip(entries, targets) {
                let change = try entry.up.matmul(entry.down).reshaped(parameter.value.shape)
                let value = parameter.value
                try value.assign((value.to(.float32) + change.to(value.device)).to(value.dtype))
            }
        }
    }

    /// Writes what `load_lora_weights` reads; without a scale of its own, as every version of it
    /// knows.
    public func write(
        to path: String, dtype: DType = .float32, metadata: [String: String] = [:]
    ) throws {
        try SafetensorsWriter.write(
            entries.flatMap { entry in
                [
                    (key: "unet.\(entry.path).lora_A.weight", tensor: entry.down),
                    (key: "unet.\(entry.path).lora_B.weight", tensor: entry.up),
                ]
            }, as: dtype, metadata: metadata.merging(["format": "pt"]) { _, new in new },
            to: path)
    }
}
