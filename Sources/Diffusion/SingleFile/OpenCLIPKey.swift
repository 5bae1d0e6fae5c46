internal import Networks

/// A key of `open_clip`'s text encoder, as `transformers` calls it.
enum OpenCLIPKey {
    private static let fixed = [
        "token_embedding.weight": "embeddings.token_embedding.weight",
        "positional_embedding": "embeddings.position_embedding.weight",
        "ln_final.weight": "final_layer_norm.weight", "ln_final.bias": "final_layer_norm.bias",
    ]

    private static let inner = [
        "ln_1": "layer_norm1", "ln_2": "layer_norm2", "attn": "self_attn", "c_fc": "fc1",
        "c_proj": "fc2",
    ]

    /// The tensors that one holds: queries, keys and values are one there.
    static func places(of key: String) -> [(String, RenamedCheckpoint.Place)] {
        if let name = fixed[key] { return [("text_model.\(name)", .init(key))] }
        // The projection into the joint space, which no picture is made from.
        if key == "text_projection" || key == "attn_mask" { return [] }
        let parts = key.split(separator: ".").map(String.init)
        guard parts.count > 4, parts[0] == "transformer", parts[1] == "resblocks" else {
            return [(key, .init(key))]
        }
        let base = "text_model.encoder.layers.\(parts[2])"
        for kind in ["weight", "bias"] where parts.last == "in_proj_\(kind)" {
            return ["q", "k", "v"].enumerated().map { index, name in
                ("\(base).self_attn.\(name)_proj.\(kind)", .init(key, share: index, of: 3))
            }
        }
        let rest = parts.dropFirst(3).map { inner[$0] ?? $0 }
        return [("\(base).\(rest.joined(separator: "."))", .init(key))]
    }
}
