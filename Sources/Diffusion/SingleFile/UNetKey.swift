/// A UNet's key in the authors' code, as `diffusers` calls it.
enum UNetKey {
    private static let fixed = [
        "time_embed.0": "time_embedding.linear_1", "time_embed.2": "time_embedding.linear_2",
        "input_blocks.0.0": "conv_in", "out.0": "conv_norm_out", "out.2": "conv_out",
        "middle_block.0": "mid_block.resnets.0", "middle_block.1": "mid_block.attentions.0",
        "middle_block.2": "mid_block.resnets.1",
    ]

    private static let residual = [
        "in_layers.0": "norm1", "in_layers.2": "conv1", "emb_layers.1": "time_emb_proj",
        "out_layers.0": "norm2", "out_layers.3": "conv2", "skip_connection": "conv_shortcut",
    ]

    /// A key that is not known stays as it is, and is refused later as one without a place.
    static func renamed(_ key: String, layersPerBlock: Int) -> String {
        let parts = key.split(separator: ".").map(String.init)
        for count in [2, 3] where parts.count > count {
            if let start = fixed[parts.prefix(count).joined(separator: ".")] {
                return start + "." + inner(parts.dropFirst(count))
            }
        }
        guard parts.count > 3, let block = Int(parts[1]), let part = Int(parts[2]) else {
            return key
        }
        let rest = parts.dropFirst(3)
        // The first input block is the convolution that makes channels of latents.
        let position = parts[0] == "input_blocks" ? block - 1 : block
        let (level, layer) = position.quotientAndRemainder(dividingBy: layersPerBlock + 1)
        let base: String
        switch parts[0] {
        case "input_blocks": base = "down_blocks.\(level)"
        case "output_blocks": base = "up_blocks.\(level)"
        default: return key
        }
        switch (rest[rest.startIndex], part) {
        case ("op", _):
            return "\(base).downsamplers.0.conv." + rest.dropFirst().joined(separator: ".")
        case ("conv", _):
            return "\(base).upsamplers.0.conv." + rest.dropFirst().joined(separator: ".")
        case (_, 0): return "\(base).resnets.\(layer)." + inner(rest)
        case (_, 1): return "\(base).attentions.\(layer)." + inner(rest)
        default: return key
        }
    }

    /// Names inside a residual block; those inside an attention are the same.
    private static func inner(_ parts: ArraySlice<String>) -> String {
        for count in [2, 1] where parts.count > count {
            if let name = residual[parts.prefix(count).joined(separator: ".")] {
                return ([name] + parts.dropFirst(count)).joined(separator: ".")
            }
        }
        return parts.joined(separator: ".")
    }
}
