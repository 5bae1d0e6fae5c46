import Images
import Safetensors
import Workbench

/// A stored trajectory as the screen shows it: a picture per step and view, and the numbers
/// beside them.
struct TrajectoryFrames: Sendable, Equatable {
    /// What the sampler handed on after each step, x_t.
    let latents: [GreyPicture]
    /// x̂0 at each step.
    let predictedOriginals: [GreyPicture]
    let timesteps: [Int]
    /// NaN where σ is 0.
    let logProbabilities: [Double]
    let sigmas: [Double]

    var steps: Int { predictedOriginals.count }

    /// The picture of a step, at the ends the nearest one; nil for a trajectory without steps.
    func picture(step: Int, view: LatentView) -> GreyPicture? {
        let pictures = view == .predictedOriginal ? predictedOriginals : latents
        guard !pictures.isEmpty else { return nil }
        return pictures[min(max(0, step), pictures.count - 1)]
    }

    /// Reads a trajectory file and makes its pictures with the run's preview map.
    ///
    /// The file holds `latents` [steps + 1, C, H, W], `predicted_originals` [steps, C, H, W],
    /// `timesteps`, `log_probabilities` and `sigmas` [steps].
    init(contentsOf path: String, preview: LinearPreview) throws {
        let file = try SafetensorsFile(path: path)
        let shape = try file.entry("predicted_originals").shape
        let latentShape = try file.entry("latents").shape
        guard shape.count == 4, latentShape == [shape[0] + 1] + shape.dropFirst(), shape[0] > 0
        else {
            throw TrajectoryFailure(
                "\(path) holds latents \(latentShape) and predicted originals \(shape); expected "
                    + "[steps + 1, C, H, W] and [steps, C, H, W].")
        }
        let smooth = preview.smooth
        let render = { (name: String, steps: Range<Int>) in
            let numbers = try file.floats(of: name)
            let size = shape[1] * shape[2] * shape[3]
            return try steps.map { step in
                try smooth.picture(
                    of: numbers[step * size..<(step + 1) * size], height: shape[2],
                    width: shape[3])
            }
        }
        latents = try render("latents", 1..<shape[0] + 1)
        predictedOriginals = try render("predicted_originals", 0..<shape[0])
        timesteps = try file.integers(of: "timesteps")
        logProbabilities = try file.floats(of: "log_probabilities").map(Double.init)
        sigmas = try file.floats(of: "sigmas").map(Double.init)
        guard
            [timesteps.count, logProbabilities.count, sigmas.count] == [
                shape[0], shape[0], shape[0],
            ]
        else {
            throw TrajectoryFailure("\(path) does not have one number per step; it is damaged.")
        }
    }

    init(
        latents: [GreyPicture], predictedOriginals: [GreyPicture], timesteps: [Int],
        logProbabilities: [Double], sigmas: [Double]
    ) {
        self.latents = latents
        self.predictedOriginals = predictedOriginals
        self.timesteps = timesteps
        self.logProbabilities = logProbabilities
        self.sigmas = sigmas
    }
}
