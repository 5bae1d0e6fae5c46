internal import Networks

extension TextEncoder {
    /// Refuses keys that no layer has asked for, except those that CLIP's other half, older
    /// versions of `transformers`, or layers behind the last that is configured have left there:
    /// Stable Diffusion 2.x takes the states of the last layer but one, and says so by the number
    /// of layers.
    func refuseUnusedKeys() throws {
        let layers = configuration.layers
        try store.refuseUnusedKeys { key in
            let name = key.hasPrefix("text_model.") ? String(key.dropFirst(11)) : key
            if name.hasPrefix("encoder.layers."),
                let index = name.split(separator: ".").dropFirst(2).first.flatMap({ Int($0) })
            {
                return index >= layers
            }
            return name.hasSuffix("position_ids") || name == "logit_scale"
                || ["text_projection.", "vision_model.", "visual_projection."].contains {
                    name.hasPrefix($0)
                }
        }
    }
}
