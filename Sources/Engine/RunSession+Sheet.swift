internal import Diffusion
internal import RLCF
internal import Workbench

extension RunSession {
    func begin(_ request: SheetRequest) throws {
        guard request.count > 0 else {
            throw CommandRefusal("A sheet needs at least one variation and one model.")
        }
        sheet = SheetJob(request, trainer: trainer)
        updateSnapshot { $0.sheetSteps = 0 }
    }

    /// One denoising step of the sheet's picture at work.
    func advance(_ job: SheetJob) throws {
        do {
            let picture = try job.advance()
            updateSnapshot { $0.sheetSteps = job.steps }
            if job.isFinished { sheet = nil }
            if let picture { try emit([.sheetPictureFinished(picture)]) }
        } catch {
            sheet = nil
            try emit([.sheetFailed(id: job.request.id, reason: "\(error)")])
        }
    }
}
