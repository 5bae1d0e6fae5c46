public import Images

/// Where in a picture a word of its prompt, or an adaptive condition embedding, is looked at.
public struct AttentionMap: Sendable, Codable, Equatable {
    /// The word as the prompt has it, or `ACE 1`, `ACE 2`, ….
    public var label: String
    /// The mean over the picture of the weight that goes to it, 0…1.
    public var share: Double
    /// The smallest weight anywhere in the picture, 0…1.
    public var lowest: Double
    /// The largest weight anywhere in the picture, 0…1.
    public var peak: Double
    /// On the latents' grid; white is the largest weight, black the smallest: what differs between
    /// places is small beside what all of them give to a word.
    public var picture: GreyPicture

    public init(
        label: String, share: Double, lowest: Double, peak: Double, picture: GreyPicture
    ) {
        self.label = label
        self.share = share
        self.lowest = lowest
        self.peak = peak
        self.picture = picture
    }
}
