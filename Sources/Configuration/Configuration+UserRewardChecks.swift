extension Configuration {
    /// What is wrong with the user's own rewards.
    var userRewardViolations: [ConfigurationError.Violation] {
        rewards.user.sorted { $0.key < $1.key }.compactMap { name, reward in
            let key = "rewards.\(name)"
            guard Self.isRewardName(name) else {
                return .init(
                    key: key,
                    "“\(name)” cannot be a reward's name: use 1 to 24 lower-case letters, digits, "
                        + "- and _, a letter first, and none of "
                        + "\(Self.reservedNames.sorted().joined(separator: ", ")).")
            }
            switch (reward.program.isEmpty, reward.torchscript.isEmpty) {
            case (true, true):
                let nearest = Nearest.name(to: name, among: Rewards.builtInNames.sorted())
                let hint = nearest.map { ", or did you mean rewards.\($0)?" } ?? "."
                return .init(
                    key: key,
                    "The reward \(name) has nothing that scores: set \(key).program or "
                        + "\(key).torchscript\(hint)")
            case (false, false):
                return .init(
                    key: key,
                    "The reward \(name) is a program and a TorchScript file: leave one of them "
                        + "out.")
            case (true, false), (false, true):
                return nil
            }
        }
    }

    /// `total` is the sum's name in metrics.
    private static let reservedNames = Rewards.builtInNames.union(["total"])

    private static func isRewardName(_ name: String) -> Bool {
        let letters = "a"..."z" as ClosedRange<Character>
        let digits = "0"..."9" as ClosedRange<Character>
        let isPlain = name.allSatisfy {
            letters.contains($0) || digits.contains($0) || $0 == "-" || $0 == "_"
        }
        return isPlain && name.count <= 24 && name.first.map(letters.contains) == true
            && !reservedNames.contains(name)
    }
}
