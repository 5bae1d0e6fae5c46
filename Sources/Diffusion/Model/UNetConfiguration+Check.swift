extension UNetConfiguration {
    /// - Throws: `ModelError` where the numbers describe no network.
    func check() throws {
        let levels = blockOutChannels.count
        guard downBlockTypes.count == levels, upBlockTypes.count == levels,
            attentionHeads.count == levels
        else {
            throw ModelError(
                "The UNet's block types, heads and block_out_channels differ in number.")
        }
        guard levels > 0, layersPerBlock > 0,
            (blockOutChannels + attentionHeads).allSatisfy({ $0 > 0 })
        else {
            throw ModelError(
                "The UNet's block_out_channels, layers_per_block and heads must all be positive.")
        }
        for (channels, heads) in zip(blockOutChannels, attentionHeads)
        where !channels.isMultiple(of: heads) {
            throw ModelError(
                "The UNet's attention_head_dim, which is the number of heads, is \(heads) where "
                    + "a level has \(channels) channels; it must divide them.")
        }
    }
}
