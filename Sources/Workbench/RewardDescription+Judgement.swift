extension RewardDescription {
    /// The reward by a person's choices, which joins the others once it has a weight.
    public static func judgement(weight: Double) -> RewardDescription {
        RewardDescription(name: judgementName, isComparative: true, weight: weight, scale: 1)
    }

    /// As in metric keys and settings.
    public static let judgementName = "judgement"
}

extension [RewardDescription] {
    /// A weight of the reward by a person's choices lets it join; others that are not known stay
    /// unknown.
    public mutating func setWeight(of name: String, to weight: Double) {
        if let index = firstIndex(where: { $0.name == name }) {
            self[index].weight = weight
        } else if name == RewardDescription.judgementName, weight > 0 {
            append(.judgement(weight: weight))
        }
    }
}
