internal import Diffusion
internal import Foundation
internal import Networks
internal import RLCF
internal import Runs
internal import Tensors
internal import Workbench

extension RunSession {
    /// Samples made again that are kept; they belong to the session that asked for them.
    private static let regeneratedLimit = 32

    /// One step of the trajectory that is to be examined.
    func advanceExamination() throws {
        guard let request = examinations.first else { return }
        do {
            let job =
                try examination
                ?? ExaminationJob(request, trainer: trainer, folder: folder.path)
            examination = job
            if let step = try job.advance() { try emit([.stepExamined(step)]) }
            guard job.isFinished else { return }
        } catch {
            try emit([
                .examinationFailed(trajectory: request.trajectory, reason: "\(error)")
            ])
        }
        examination = nil
        examinations.removeFirst()
    }

    func attend(_ request: AttentionRequest) throws {
        attention = nil
        do {
            try emit([
                .attended(
                    AttentionReading.maps(request, trainer: trainer, folder: folder.path))
            ])
        } catch {
            try emit([.attentionFailed(request, reason: "\(error)")])
        }
    }

    /// One denoising step of the sample that is made again.
    func advance(_ job: RegenerationJob) throws {
        do {
            let trajectory = try job.advance()
            updateSnapshot { $0.regeneratedSteps = job.completed }
            guard let trajectory else { return }
            regeneration = nil
            try keep(trajectory, as: job.result)
        } catch {
            regeneration = nil
            try emit([.regenerationFailed(job.request, reason: "\(error)")])
        }
    }

    private func keep(_ trajectory: Trajectory, as result: RegeneratedTrajectory) throws {
        let manager = FileManager.default
        let place = folder.absolute(RunFolder.regenerated)
        // Nobody asks any more for what an earlier session made.
        if regenerated.isEmpty { try? manager.removeItem(atPath: place) }
        try manager.createDirectory(
            atPath: place, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try trajectory.write(
            to: folder.absolute(result.trajectory), dtype: trainer.model.unet.store.dtype,
            originalsDType: .float16)
        regenerated.removeAll { $0 == result.trajectory }
        regenerated.append(result.trajectory)
        while regenerated.count > Self.regeneratedLimit {
            try? manager.removeItem(atPath: folder.absolute(regenerated.removeFirst()))
        }
        try emit([.regenerated(result)])
    }
}
