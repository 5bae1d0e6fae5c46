public import Foundation
internal import Workbench

/// A person's choices between pictures, with who made each picture and what each reward says of it.
public struct JudgementTable {
    private let judgements: [PairJudgement]
    /// Names of rewards that have scored any of the pictures, sorted.
    private let rewards: [String]
    private let includesText: Bool

    /// - Parameter includesText: whether prompts, which may be report texts, are written out.
    public init(_ run: RunRecord, includesText: Bool) {
        judgements = run.judgements
        rewards = Set(judgements.flatMap { [$0.left, $0.right] }.flatMap(\.scores.keys)).sorted()
        self.includesText = includesText
    }

    /// A line a choice; epoch and sample are empty for the anchor's pictures, scores where a
    /// reward has none.
    public var csv: String {
        let sides = ["left", "right"]
        let head =
            ["time", "prompt_id"] + (includesText ? ["prompt"] : []) + ["choice"]
            + sides.flatMap { side in
                ["\(side)_by", "\(side)_epoch", "\(side)_sample", "\(side)_picture"]
                    + rewards.map { "\(side)_\($0)" }
            }
        let rows = judgements.map { judgement in
            [Self.time(judgement), "\(judgement.promptID)"]
                + (includesText ? [judgement.prompt] : []) + [judgement.choice.rawValue]
                + [judgement.left, judgement.right].flatMap(fields)
        }
        return ([head] + rows).map(CSVLine.text).joined()
    }

    private func fields(_ picture: JudgedPicture) -> [String] {
        let place = Place(picture.source)
        return [
            place.maker, place.epoch.map(String.init) ?? "", place.sample.map(String.init) ?? "",
            picture.path,
        ] + rewards.map { reward in picture.scores[reward].map { "\($0)" } ?? "" }
    }

    /// A list of objects with sorted keys.
    public func json() throws -> Data {
        let entries = judgements.map { judgement in
            Entry(
                time: Self.time(judgement), prompt_id: judgement.promptID,
                prompt: includesText ? judgement.prompt : nil, choice: judgement.choice.rawValue,
                left: Side(judgement.left), right: Side(judgement.right))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(entries) + Data("\n".utf8)
    }

    private static func time(_ judgement: PairJudgement) -> String {
        Date(timeIntervalSince1970: Double(judgement.id) / 1000).ISO8601Format()
    }

    private struct Place {
        let maker: String
        var epoch: Int?
        var sample: Int?

        init(_ source: JudgedPicture.Source) {
            switch source {
            case .anchor: maker = "anchor"
            case .policy(let epoch, let index):
                maker = "policy"
                (self.epoch, sample) = (epoch, index)
            }
        }
    }

    private struct Entry: Encodable {
        let time: String
        let prompt_id: Int
        let prompt: String?
        let choice: String
        let left: Side
        let right: Side
    }

    private struct Side: Encodable {
        let by: String
        let epoch: Int?
        let sample: Int?
        let picture: String
        let scores: [String: Double]

        init(_ picture: JudgedPicture) {
            let place = Place(picture.source)
            (by, epoch, sample) = (place.maker, place.epoch, place.sample)
            self.picture = picture.path
            scores = picture.scores
        }
    }
}
