public import Configuration
internal import Foundation
public import Tensors

/// A frozen judgement of images: one number each, larger is better.
public protocol Reward: AnyObject {
    /// As in metric keys and settings: `posture`, `diagnosis`, `consistency`, or a user's own.
    var name: String { get }
    /// What screens call it.
    var label: String { get }
    var feedback: RewardFeedback { get }
    /// Differs between rewards that may score the same image differently: what was scored by one
    /// of another identity is not used again.
    var identity: String { get }

    /// The scores [N] of decoded images [N, 1, H, W] in 0…1, each made from the prompt of the
    /// same position. Called outside autograd, with few images.
    func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor
}

extension Reward {
    public var label: String { name }

    /// Whether the policy's number is compared with the anchor's, rather than taken as it is.
    public var isComparative: Bool { feedback != .absolute }

    /// Scores a made-up picture, so that what does not work is known before hours of work.
    ///
    /// - Parameters:
    ///   - size: of the pictures to come, in pixels.
    ///   - device: where they will be.
    @discardableResult
    public func check(
        size: (height: Int, width: Int), device: Device = .cpu
    ) throws -> Double {
        let greys = (0..<size.height * size.width).map { 0.5 + sin(Float($0)) / 4 }
        let picture = try Tensor.of(greys, shape: [1, 1, size.height, size.width]).to(device)
        let prompt = ScoredPrompt(id: 0, text: "No acute finding.", findings: [:])
        return try scores(picture, prompts: [prompt]).item()
    }

    /// The scores [N], fp32 on the CPU, of any number of images; outside autograd.
    ///
    /// - Parameter microBatch: images at once; bounds memory, not results.
    public func scores(
        _ images: Tensor, prompts: [ScoredPrompt], microBatch: Int = 32
    ) throws -> Tensor {
        let count = images.size(0)
        guard count == prompts.count else {
            throw RewardError("\(count) images were given with \(prompts.count) prompts.")
        }
        guard count > 0 else { return try .zeros([0]) }
        return try withoutGradient {
            let parts = try stride(from: 0, to: count, by: max(1, microBatch)).map { start in
                let range = start..<min(count, start + max(1, microBatch))
                let part = try score(images.sliced(0, range), prompts: Array(prompts[range]))
                return try part.to(.float32).to(.cpu)
            }
            return try .concatenated(parts, 0)
        }
    }
}
