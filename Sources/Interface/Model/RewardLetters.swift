import Workbench

extension [RewardDescription] {
    /// One for each reward, all different: the first letter or digit of its label that none
    /// before it has, capital. J is the judges'.
    var letters: [String] {
        let others = "ABCDEFGHIKLMNOPQRSTUVWXYZ0123456789"
        var taken: Set<Character> = ["J"]
        return map { reward in
            let own = reward.label.uppercased()
                .filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            let letter = (own + others).first { taken.insert($0).inserted }
            return letter.map { String($0) } ?? "·"
        }
    }
}
