import Configuration
import Diffusion
import Evaluation
import Foundation
import Pretraining
import RLCF
import Rewards
import Studies
import Tensors
import Text

/// Draws the pictures of an evaluation and has them measured.
struct EvaluationRun {
    private let order: EvaluationOrder
    private let prompts: EvaluationPrompts
    private let samples: [(row: Int, seed: UInt64)]
    private let device: Device

    init(_ order: EvaluationOrder) throws {
        self.order = order
        let name = order.subjects[0].configuration.model.device
        guard let device = Device(name) else {
            throw UsageError("model.device is “\(name)”: write cpu or cuda:0.")
        }
        self.device = device
        prompts = try EvaluationPrompts(order)
        samples = PictureGenerator.samples(
            prompts: prompts.prompts.count, perPrompt: order.seedsPerPrompt, seed: order.seed)
    }

    func perform() throws -> EvaluationOutcome {
        var drawn: [(name: String, isAnchor: Bool, pictures: Tensor)] = []
        if let anchor = order.anchor {
            drawn.append((anchor.name, true, try draw(anchor).pictures))
        }
        var tokenizer: Tokenizer?
        for subject in order.subjects {
            let result = try draw(subject)
            drawn.append((subject.name, false, result.pictures))
            tokenizer = result.tokenizer
        }
        Console.progress("")
        guard let tokenizer, let side = drawn.first?.pictures.size(2) else {
            throw UsageError("There is nothing to evaluate.")
        }
        let evaluation = try evaluation(tokenizer, side: side)
        let branches = try drawn.map { name, isAnchor, pictures in
            EvaluationOutcome.Branch(
                name: name, isAnchor: isAnchor, pictures: pictures,
                measurements: try evaluation.measure(pictures))
        }
        let runs = branches.filter { !$0.isAnchor }.map(\.measurements)
        let report = try evaluation.report(anchor: branches[0].measurements, runs: runs)
        return EvaluationOutcome(
            order: order, prompts: prompts.prompts, samples: samples, branches: branches,
            report: report, remarks: [prompts.remark].compactMap(\.self) + report.remarks)
    }

    private func draw(
        _ subject: EvaluationSubject
    ) throws -> (pictures: Tensor, tokenizer: Tokenizer) {
        let model = try ModelFolder(subject.model).load(device: device)
        model.unet.computeType = order.precision.computeType
        let sampler = try order.settings.makeSampler(model.schedule)
        let conditions = try model.conditions(
            prompts.prompts.map(\.text), guidance: order.settings.guidance)
        let generator: PictureGenerator
        if let run = subject.run {
            let policy = try TunedPolicy.load(run, subject.configuration, model: model)
            generator = PictureGenerator(
                model, sampler: sampler, microBatch: order.settings.microBatch
            ) { try policy.predict($0, timesteps: $1, conditions: conditions.selecting($2)) }
        } else {
            generator = try PictureGenerator(
                model, sampler: sampler, microBatch: order.settings.microBatch,
                prompts: prompts.prompts.map(\.text), guidance: order.settings.guidance)
        }
        let pictures = try generator.pictures(samples) { done in
            Console.progress("\(subject.name)  picture \(done)/\(samples.count)")
        }
        return (pictures, model.tokenizer)
    }

    private func evaluation(_ tokenizer: Tokenizer, side: Int) throws -> PolicyEvaluation {
        let subject = order.subjects[0]
        let panels = try Panel.Role.allCases.map { role in
            try Panel(
                role, ofModel: subject.model, subject.configuration.rewards, tokenizer: tokenizer,
                device: device)
        }
        var evaluation = try PolicyEvaluation(
            prompts: prompts.prompts, seedsPerPrompt: order.seedsPerPrompt, panels: panels,
            films: order.films.map { try films(in: $0, side: side) }, device: device)
        evaluation.weights = subject.configuration.rewardWeights
        return evaluation
    }

    /// The films of validation patients.
    private func films(in folder: String, side: Int) throws -> PolicyEvaluation.Films {
        let pool = try PicturePool(
            CollectionFolder.open(folder), part: .validation, side: side,
            stateFolder: Surroundings().folders.state + "/pretrain")
        return PolicyEvaluation.Films(pool.source, patients: pool.patientGroups)
    }
}
