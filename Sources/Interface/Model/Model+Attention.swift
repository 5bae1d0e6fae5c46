import Text
import Workbench

extension Model {
    /// What the policy is asked at the shown step; nil while no attention is shown.
    var attentionRequest: AttentionRequest? {
        guard trajectory.attention.isOn, let sample = shownSample, let path = sample.trajectory,
            policyFrames != nil
        else { return nil }
        return AttentionRequest(trajectory: path, prompt: sample.prompt, step: shownStep)
    }

    var shownAttention: AttentionMaps? {
        guard let request = attentionRequest,
            case .read(let maps)? = trajectory.attention[request]
        else { return nil }
        return maps
    }

    /// The place of the chosen word among the maps; without a choice, of the first finding.
    func chosenAttention(_ maps: AttentionMaps) -> Int {
        let labels = maps.maps.map(\.label)
        if let chosen = labels.firstIndex(where: { $0 == trajectory.attention.label }) {
            return chosen
        }
        let prompt = Array(maps.request.prompt)
        let mention = FindingsLabeler().label(maps.request.prompt).mentions.first
        let finding = mention.map { prompt[$0.range.clamped(to: prompt.indices)] } ?? []
        let words = Set(finding.split { !$0.isLetter && $0 != "-" }.map { String($0) })
        return labels.firstIndex(where: words.contains) ?? 0
    }

    /// The map of the chosen word.
    var shownAttentionMap: AttentionMap? {
        guard let maps = shownAttention, !maps.maps.isEmpty else { return nil }
        return maps.maps[chosenAttention(maps)]
    }

    /// Why there is no map.
    var attentionAbsence: String {
        guard let request = attentionRequest else { return "its trajectory is being read" }
        if case .failed(let reason)? = trajectory.attention[request] { return reason }
        guard trajectory.attention.asked == request else {
            return "asked for as soon as the keys rest"
        }
        return "the policy is being asked"
    }

    mutating func toggleAttention() {
        trajectory.attention.isOn.toggle()
        if trajectory.attention.isOn {
            trajectory.isPlaying = false
            say("Where the policy looks for a word; w and W choose another.")
        }
    }

    /// Another word or embedding, around the ends.
    mutating func moveAttention(by offset: Int) {
        guard let maps = shownAttention, !maps.maps.isEmpty else { return }
        let count = maps.maps.count
        let index = (chosenAttention(maps) + offset + count) % count
        trajectory.attention.label = maps.maps[index].label
    }
}
