/// An autoencoder's key in the authors' code, as `diffusers` calls it.
enum AutoencoderKey {
    private static let names = [
        "nin_shortcut": "conv_shortcut", "norm_out": "conv_norm_out", "block_1": "resnets.0",
        "block_2": "resnets.1", "attn_1": "attentions.0", "mid": "mid_block",
        "downsample": "downsamplers.0", "upsample": "upsamplers.0",
    ]

    private static let attention = [
        "norm": "group_norm", "q": "to_q", "k": "to_k", "v": "to_v", "proj_out": "to_out.0",
    ]

    /// - Parameter levels: of resolution; the authors' code counts the decoder's from the widest.
    static func renamed(_ key: String, levels: Int) -> String {
        var parts = key.split(separator: ".").map(String.init)
        guard parts.count > 2, parts[0] == "encoder" || parts[0] == "decoder" else { return key }
        if parts.count > 4, parts[1] == "down" || parts[1] == "up", let level = Int(parts[2]) {
            let isDown = parts[1] == "down"
            parts[1] = isDown ? "down_blocks" : "up_blocks"
            parts[2] = String(isDown ? level : levels - 1 - level)
            if parts[3] == "block" { parts[3] = "resnets" }
        }
        if parts.contains("attn_1") {
            parts = parts.map { attention[$0] ?? $0 }
        }
        return parts.map { names[$0] ?? $0 }.joined(separator: ".")
    }
}
