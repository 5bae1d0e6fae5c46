import Diffusion
import Foundation
import Images
import RLCF
import Tensors

/// A folder with a trajectory's tensors and a picture of every step.
struct TrajectoryFolder {
    let path: String

    /// - Throws: `UsageError` where something is there already.
    func check() throws {
        let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard contents?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
            throw UsageError("--trajectory: \(path) is there and not empty; name a new folder.")
        }
    }

    /// Writes `trajectory.safetensors` and `step-001.png`, …: x̂0 as the decoder sees it.
    func write(_ trajectory: Trajectory, model: DiffusionModel) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try trajectory.write(to: path + "/trajectory.safetensors")
        for step in trajectory.timesteps.indices {
            let latents = try trajectory.predictedOriginals.at(step).unsqueezed(0)
            let picture = try GreyPicture.pictures(model.decode(latents))[0]
            let digits = String(step + 1)
            let number = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            try picture.writePNG(to: "\(path)/step-\(number).png")
        }
    }
}
