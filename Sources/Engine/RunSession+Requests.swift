internal import Configuration
internal import Diffusion
internal import Images
internal import RLCF
internal import Rewards
internal import Runs
internal import Safetensors
internal import Tensors
internal import Workbench

extension RunSession {
    /// Takes note of a command between two pieces of work.
    ///
    /// - Throws: `CommandRefusal` where it cannot apply.
    func perform(_ command: Command) throws {
        switch command {
        case .start: try start()
        case .pause: try change(from: [.training], to: .paused, "pause")
        case .resume: try change(from: [.paused], to: .training, "resume")
        case .stop: try stop()
        case .saveCheckpoint: try save()
        case .sample(let request):
            job = try refusing {
                try SampleJob(request, trainer: trainer, painter: painter)
            }
        case .cancelSample:
            job = nil
            updateSnapshot { $0.sample = nil }
        case .sheet(let request): try begin(request)
        case .cancelSheet: sheet = nil
        case .decode(let request): decodes.append(request)
        case .examine(let requests):
            examinations = requests
            examination = nil
        case .attend(let request): attention = request
        case .regenerate(let request):
            regeneration = try refusing { try RegenerationJob(request, trainer: trainer) }
            updateSnapshot { $0.regeneratedSteps = 0 }
        case .setRewardWeight(let reward, let weight): try setWeight(reward, weight)
        case .setPrompts(let texts): try setPrompts(texts)
        case .setEpochs(let epochs): try setEpochs(epochs)
        case .rollBack(let epoch): try rollBack(to: epoch)
        case .judge(let judgement):
            try recordJudgement { try refusing { try store.keep(judgement) } }
        case .withdrawJudgement(let id):
            try recordJudgement { try refusing { try store.withdrawJudgement(id) } }
        }
    }

    private func start() throws {
        guard phase == .ready || phase == .paused else {
            throw CommandRefusal("Training cannot start: the run is \(phase.rawValue).")
        }
        guard trainer.epoch < configuration.rlcf.epochs else {
            try change(to: .complete)
            return
        }
        try change(to: .training)
    }

    private func change(from phases: Set<Phase>, to next: Phase, _ what: String) throws {
        guard phases.contains(phase) else {
            throw CommandRefusal("There is nothing to \(what): the run is \(phase.rawValue).")
        }
        try change(to: next)
    }

    /// An epoch that is not finished is given up: the resumed run makes it again, exactly.
    func stop() throws {
        guard phase != .stopped else { return }
        dropRequests()
        let wasComplete = trainer.epoch >= configuration.rlcf.epochs
        try change(to: .stopping)
        do {
            try saveLastBoundary()
        } catch {
            // Neither stopped nor at work: once the cause is mended it can be stopped again.
            try? change(to: .paused)
            throw error
        }
        try change(to: wasComplete ? .complete : .stopped)
    }

    private func dropRequests() {
        job = nil
        sheet = nil
        decodes = []
        examinations = []
        examination = nil
        regeneration = nil
        attention = nil
    }

    private func save() throws {
        guard trainer.isAtBoundary else {
            throw CommandRefusal(
                "A checkpoint can be written between two epochs; the one before this epoch is on "
                    + "disk.")
        }
        try saveCheckpoint()
    }

    private func setEpochs(_ epochs: Int) throws {
        guard epochs >= max(1, trainer.epoch) else {
            throw CommandRefusal(
                "\(trainer.epoch) epochs are done; the run cannot end after \(epochs).")
        }
        try changeConfiguration { $0.rlcf.epochs = epochs }
        updateSnapshot { _ in }
        if phase == .complete, epochs > trainer.epoch { try change(to: .paused) }
    }

    /// Turns what is wrong with a request into the refusal of it.
    func refusing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw CommandRefusal("\(error)")
        }
    }

    // MARK: Work that was asked for

    func advance(_ job: SampleJob) throws {
        do {
            let result = try job.advance()
            let progress = try job.progress()
            updateSnapshot { $0.sample = progress }
            guard let result else { return }
            self.job = nil
            try emit([.sampleFinished(result)])
        } catch {
            self.job = nil
            try emit([.sampleFailed(id: job.request.id, reason: "\(error)")])
        }
    }

    func decode(_ request: DecodeRequest) throws {
        do {
            let file = try SafetensorsFile(path: folder.absolute(request.trajectory))
            let isLatent = request.view == .latent
            let tensor = try Tensor.mapped(
                isLatent ? "latents" : "predicted_originals", in: file)
            // latents hold the initial noise before what the steps handed on
            let index = isLatent ? request.step + 1 : request.step
            guard (0..<tensor.size(0)).contains(index) else {
                throw EngineError("\(request.trajectory) has no step \(request.step).")
            }
            let latent = try tensor.at(index).unsqueezed(0).to(.float32).to(trainer.model.device)
            let picture = try GreyPicture.pictures(trainer.model.decode(latent))[0]
            try emit([.decoded(request, picture)])
        } catch {
            try say(.warning, "A picture could not be decoded: \(error)")
        }
    }
}
