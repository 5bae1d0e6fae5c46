internal import Foundation
internal import Images

/// Finds prompts whose pictures show no chest any more, and the reward that has gained by it.
enum BrokenPictures {
    /// How pictures break.
    private enum Fault: CaseIterable {
        case black, white, flat

        func shows(_ picture: PictureMeasures, beside anchor: PictureMeasures) -> Bool {
            switch self {
            case .black: picture.black > anchor.black + 0.4 || picture.black > 0.9
            case .white: picture.white > anchor.white + 0.25
            case .flat:
                picture.contrast < anchor.contrast / 2 || picture.detail < anchor.detail / 2
            }
        }
    }

    /// Where no picture of the anchor is kept: what nearly all films have.
    private static let ordinary = PictureMeasures(
        contrast: 0.12, detail: 0.008, white: 0.05, black: 0.2)

    /// At least half of a prompt's pictures, and two, are broken in the same way.
    static func finding(_ prompt: EpochEvidence.Prompt) -> AlarmFinding? {
        let anchor = prompt.anchor ?? ordinary
        let broken = Fault.allCases.map { fault in
            (fault, prompt.policy.filter { fault.shows($0, beside: anchor) })
        }
        guard let (fault, pictures) = broken.max(by: { $0.1.count < $1.1.count }),
            pictures.count >= 2, pictures.count * 2 >= prompt.policy.count
        else { return nil }
        let risen = risen([prompt])
        return AlarmFinding(
            kind: .picturesGone, subject: prompt.text, level: .alarm,
            seen: "\(pictures.count) of \(prompt.policy.count) pictures of “\(prompt.text)” "
                + seen(fault, pictures, anchor),
            cause: cause(risen), reward: risen?.reward)
    }

    /// The reward that lies highest above the anchor's, in the anchor's standard deviations.
    static func risen(
        _ prompts: [EpochEvidence.Prompt]
    ) -> (reward: String, gain: Double)? {
        let names = Set(prompts.flatMap(\.gains.keys))
        let gains = names.sorted().map { name in
            let values = prompts.compactMap { $0.gains[name] }.filter(\.isFinite)
            return (reward: name, gain: values.reduce(0, +) / Double(max(1, values.count)))
        }
        return gains.max { $0.gain < $1.gain }.flatMap { $0.gain > 0 ? $0 : nil }
    }

    private static func seen(
        _ fault: Fault, _ pictures: [PictureMeasures], _ anchor: PictureMeasures
    ) -> String {
        func mean(_ value: (PictureMeasures) -> Double) -> Double {
            pictures.map(value).reduce(0, +) / Double(pictures.count)
        }
        switch fault {
        case .black:
            return String(
                format: "have gone black (%.0f %% of the pixels, the anchor's %.0f %%).",
                mean(\.black) * 100, anchor.black * 100)
        case .white:
            return String(
                format: "have gone white (%.0f %% of the pixels, the anchor's %.0f %%).",
                mean(\.white) * 100, anchor.white * 100)
        case .flat:
            return String(
                format: "have lost their structure (contrast %.2f, the anchor's %.2f; detail "
                    + "%.4f, the anchor's %.4f).",
                mean(\.contrast), anchor.contrast, mean(\.detail), anchor.detail)
        }
    }

    private static func cause(_ risen: (reward: String, gain: Double)?) -> String {
        guard let risen else {
            return "No reward has gained by it: the learning rate is likely too high; go back and "
                + "lower it."
        }
        return String(
            format: "Meanwhile %@ lies %.1f deviations above the anchor's: the policy pleases it "
                + "without drawing a chest; lower its weight, or go back.",
            risen.reward, risen.gain)
    }
}
