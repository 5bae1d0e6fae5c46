internal import Diffusion
internal import Foundation
internal import Networks
internal import Rewards
internal import Safetensors
internal import Studies
internal import Tensors

/// The latents of a collection's films in several postures, made once and kept with the state.
struct LatentPool {
    let studies: [Study]
    /// Of the films and of the autoencoder that made latents of them.
    let digest: String
    /// [films, postures, C, H, W], half precision.
    private let latents: Tensor

    private static let postures = 2

    init(
        _ pool: PicturePool, autoencoder: Autoencoder, stateFolder: String, seed: UInt64,
        log: ProgressLog
    ) throws {
        studies = pool.studies
        let path = "\(stateFolder)/latents.safetensors"
        var fingerprint = Fingerprint()
        fingerprint.combine(pool.digest)
        try fingerprint.combine(autoencoder.store)
        digest = fingerprint.text
        if let kept = try? SafetensorsFile(path: path), kept.entries["latents"] != nil,
            kept.metadata["digest"] == digest
        {
            let tensor = try Tensor.mapped("latents", in: kept)
            if tensor.shape.starts(with: [pool.count, Self.postures]) {
                latents = tensor
                return
            }
        }
        log.line("base: encoding \(pool.count) films in \(Self.postures) postures")
        let generator = try RandomGenerator(seed: seed)
        let variation = AffineVariation(scale: 0.08, shift: 0.06, angle: 0.12)
        let parts = try withoutGradient {
            try stride(from: 0, to: pool.count, by: 32).map { start in
                let pictures = try pool.pictures(Array(start..<min(start + 32, pool.count)))
                let varied = try (0..<Self.postures).map { _ in
                    try AffineVariation.vary(
                        pictures, by: variation.postures(pictures.size(0), generator))
                }
                return try Tensor.stacked(
                    varied.map { try autoencoder.encode($0 * 2 - 1).to(.float16) }, 1)
            }
        }
        latents = try Tensor.concatenated(parts, 0)
        try SafetensorsWriter.write(
            [(key: "latents", tensor: latents)], metadata: ["digest": digest],
            to: path)
    }

    /// Latents [N, C, H, W] of studies, each in one of its postures.
    func batch(_ indices: [Int], _ generator: RandomGenerator) throws -> Tensor {
        let postures = try generator.integers(0..<Self.postures, [indices.count]).integers()
        let rows = zip(indices, postures).map { $0 * Self.postures + $1 }
        return try latents.reshaped([-1] + latents.shape.dropFirst(2)).selecting(0, rows)
            .to(.float32)
    }
}
