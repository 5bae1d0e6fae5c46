import Diffusion
import Foundation
import Images
import Networks
import RLCF
import Rewards
import Tensors
import Text

/// Draws many pictures, batch by batch, and goes on where it was ended.
struct BulkSampling {
    let order: BulkOrder
    private let loaded: PictureSource.Loaded
    private let sampler: Sampler
    private let digest: String

    init(_ order: BulkOrder) throws {
        self.order = order
        loaded = try order.source.load()
        sampler = try order.settings.makeSampler(loaded.model.schedule)
        digest = try Self.digest(of: loaded)
        if !order.truncates {
            for prompt in order.prompts {
                _ = try loaded.model.tokenizer.encodePadded(
                    prompt.text, contextLength: loaded.model.contextLength)
            }
        }
    }

    /// What the pictures are made from: model, policy and embeddings.
    private static func digest(of loaded: PictureSource.Loaded) throws -> String {
        var fingerprint = Fingerprint()
        let model = loaded.model
        for store in [model.unet.store, model.autoencoder.store, model.textEncoder.store] {
            try fingerprint.combine(store)
        }
        for parameter in loaded.policy?.trainableParameters ?? [] {
            try fingerprint.combine(parameter.path, parameter.value)
        }
        return fingerprint.text
    }

    private var settings: String {
        var prompts = Fingerprint()
        for prompt in order.prompts { prompts.combine(prompt.text) }
        return JSON.object(
            [
                ("model", .string(digest)), ("prompts", .string(prompts.text)),
                ("count", .integer(order.count)), ("seed", .string(String(order.seed))),
            ] + order.settings.json
        ).text
    }

    /// - Parameter report: called with pictures done, pictures in all and seconds left after every
    ///   batch.
    /// - Returns: the number of pictures that were drawn now.
    func run(report: (_ done: Int, _ total: Int, _ left: Double) -> Void) throws -> Int {
        let folder = BulkFolder(path: order.folder)
        let finished = try folder.open(settings: settings)
        let pictures = order.pictures
        let missing = pictures.filter { !finished.contains($0.file) }
        let start = ContinuousClock.now
        var done = 0
        while done < missing.count {
            let batch = Array(missing[done..<min(missing.count, done + order.batch)])
            for (picture, drawn) in zip(batch, try draw(batch)) {
                try drawn.writePNG(to: "\(order.folder)/\(picture.file)")
            }
            try folder.append(batch, model: digest)
            done += batch.count
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            report(
                pictures.count - missing.count + done, pictures.count,
                elapsed / Double(done) * Double(missing.count - done))
        }
        return done
    }

    private func draw(_ batch: [BulkPicture]) throws -> [GreyPicture] {
        let model = loaded.model
        let conditions = try model.conditions(
            batch.map(\.prompt.text), guidance: order.settings.guidance)
        let generators = try batch.map { try RandomGenerator(seed: $0.seed, device: .cpu) }
        let noise = try generators.map { try $0.normal([1] + model.latentShape) }
        let denoising = try Denoising(
            sampler, latents: Tensor.concatenated(noise, 0).to(model.device),
            generators: generators,
            predict: loaded.predictor(conditions))
        while try denoising.next() != nil {}
        return try GreyPicture.pictures(model.decode(denoising.latents))
    }
}
