internal import Diffusion
internal import Foundation
internal import Images
public import Rewards
internal import Safetensors
internal import Tensors

/// The anchor's images of every prompt from saved seeds, made once, scored once and kept on disk:
/// the comparison costs nothing afterwards, and is against the mean of several images.
///
/// Entries lie in a folder named for all that their numbers depend on, so that a bank of another
/// model, sampler or reward is never taken for this one.
public final class AnchorBank {
    private struct Entry: Codable {
        let prompt: ScoredPrompt
        let images: [AnchorImage]
    }

    /// Of the model, the sampler, the seeds and the rewards.
    public let identity: String
    private let seed: UInt64
    private let imagesPerPrompt: Int
    private let rewards: [String]
    private let folder: String
    private let readOnlyFolders: [String]
    private var entries: [String: [AnchorImage]] = [:]

    /// - Parameters:
    ///   - folder: where new entries go.
    ///   - readOnlyFolders: where others may lie already.
    ///   - seed: where the seeds of all images come from.
    public init(
        folder: String, readOnlyFolders: [String] = [], identity: String, seed: UInt64,
        imagesPerPrompt: Int, rewards: [String]
    ) {
        self.folder = folder
        self.readOnlyFolders = readOnlyFolders
        self.identity = identity
        self.seed = seed
        self.imagesPerPrompt = imagesPerPrompt
        self.rewards = rewards
    }

    /// Of a prompt's images. Each prompt has its own: posture, say, follows more from the noise than
    /// from the text, and a few seeds for all prompts would make a biased and narrow anchor.
    public func seeds(of prompt: ScoredPrompt) -> [UInt64] {
        let position = UInt64(Self.key(of: prompt), radix: 16) ?? 0
        return Seeds.list(Seeds.mixed(seed, position), count: imagesPerPrompt)
    }

    /// The anchor's images of a prompt, or nil where they have not been made. An entry that
    /// cannot be read is as if it were not there.
    ///
    /// - Parameter withFeatures: whether images without features are as if they were not there.
    public func images(of prompt: ScoredPrompt, withFeatures: Bool = false) -> [AnchorImage]? {
        let key = Self.key(of: prompt)
        func isWhole(_ images: [AnchorImage]) -> Bool {
            !withFeatures || images.allSatisfy { $0.features != nil }
        }
        if let known = entries[key], isWhole(known) { return known }
        for folder in [folder] + readOnlyFolders {
            guard
                let data = FileManager.default.contents(atPath: path(folder, key, "json")),
                let entry = try? JSONDecoder().decode(Entry.self, from: data),
                entry.prompt.text == prompt.text, entry.images.map(\.seed) == seeds(of: prompt),
                entry.images.allSatisfy({ image in
                    rewards.allSatisfy { image.scores[$0] != nil }
                }), isWhole(entry.images)
            else { continue }
            entries[key] = entry.images
            return entry.images
        }
        return nil
    }

    /// Keeps the images of a prompt, and of the first of them the picture and the trajectory.
    func keep(
        _ images: [AnchorImage], of prompt: ScoredPrompt, picture: GreyPicture,
        trajectory: Trajectory?
    ) throws {
        let key = Self.key(of: prompt)
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(identity)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw RLCFError(
                "The anchor bank's folder \(folder) cannot be made: check its place and "
                    + "permissions.")
        }
        try picture.writePNG(to: path(folder, key, "png"))
        try trajectory?.write(to: path(folder, key, "safetensors"), dtype: .float16)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try AtomicFile.write(
            encoder.encode(Entry(prompt: prompt, images: images)), to: path(folder, key, "json"))
        entries[key] = images
    }

    /// The trajectory of the prompt's first anchor image, where it was kept.
    public func trajectoryPath(of prompt: ScoredPrompt) -> String? {
        existing(prompt, "safetensors")
    }

    /// The PNG of the prompt's first anchor image, where it was kept.
    public func picturePath(of prompt: ScoredPrompt) -> String? { existing(prompt, "png") }

    private func existing(_ prompt: ScoredPrompt, _ ending: String) -> String? {
        ([folder] + readOnlyFolders).map { path($0, Self.key(of: prompt), ending) }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    private func path(_ folder: String, _ key: String, _ ending: String) -> String {
        "\(folder)/\(identity)/\(key).\(ending)"
    }

    /// Scores depend on the text and on the findings that are read from it, not on the id.
    private static func key(of prompt: ScoredPrompt) -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(prompt.text)
        for (name, isPresent) in prompt.findings.sorted(by: { $0.key < $1.key }) {
            fingerprint.combine("\(name)=\(isPresent)")
        }
        return fingerprint.text
    }
}
