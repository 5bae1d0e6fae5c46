internal import Configuration
internal import Diffusion
internal import Evaluation
internal import Rewards
internal import Studies
internal import Tensors
internal import Text

extension ModelReporter {
    /// Samples of one half's reports against the films of the other half's patients, beside the
    /// films of the first half themselves; and samples of held-out prompts, for the findings.
    func base(_ report: ModelReport) throws -> ModelReport.Base {
        let model = try folder.load()
        let panels = try Panel.Role.allCases.map {
            try Panel(
                $0, ofModel: folder.path, Configuration().rewards, tokenizer: model.tokenizer)
        }
        let (first, second) = halves()
        let prompts = first.map {
            PromptWriter().prompt(for: validation.studies[$0], seed: UInt64($0))
        }
        let samples = try draw(prompts, perPrompt: 1, model, "samples of validation reports")
        let distances = try panels.compactMap {
            try distance($0, samples, first: first, second: second)
        }
        let (promptedSamples, areas) = try areas(panels, model, report)
        return ModelReport.Base(
            steps: sampling.steps, eta: sampling.eta, guidance: sampling.guidance,
            samples: first.count, distances: distances, nearest: try nearest(samples, second),
            promptedSamples: promptedSamples, areas: areas)
    }

    /// The films of every second patient, evenly thinned to as many as samples are wanted, and
    /// those of the others.
    private func halves() -> (first: [Int], second: [Int]) {
        let patients = validation.patientGroups
        let first = patients.indices.filter { patients[$0].isMultiple(of: 2) }
        let count = min(sampling.count, first.count)
        return (
            (0..<count).map { first[$0 * first.count / count] },
            patients.indices.filter { !patients[$0].isMultiple(of: 2) }
        )
    }

    private func draw(
        _ prompts: [String], perPrompt: Int, _ model: DiffusionModel, _ what: String
    ) throws -> Tensor {
        let sampler = try Sampler(
            model.schedule, kind: .ddim, steps: sampling.steps, eta: sampling.eta)
        let generator = try PictureGenerator(
            model, sampler: sampler, microBatch: sampling.microBatch, prompts: prompts,
            guidance: sampling.guidance)
        let samples = PictureGenerator.samples(
            prompts: prompts.count, perPrompt: perPrompt, seed: sampling.seed)
        return try generator.pictures(samples) { done in
            if log.isDue { log.progress("report: \(what)", done, of: samples.count) }
        }
    }

    private func distance(
        _ panel: Panel, _ samples: Tensor, first: [Int], second: [Int]
    ) throws -> ModelReport.Distance? {
        let patients = validation.patientGroups
        guard let ofSamples = try panel.features(of: PictureSource(samples)),
            let ofFirst = try panel.features(of: source(first)),
            let ofSecond = try panel.features(of: source(second))
        else { return nil }
        let reference = GroupedFeatures(
            ofSecond, groups: Self.numbered(second.map { patients[$0] }))
        func kernel(_ features: Tensor, _ groups: [Int]) throws -> Estimate {
            try KernelDistance(
                GroupedFeatures(features, groups: groups), reference: reference
            ).estimate()
        }
        return ModelReport.Distance(
            role: panel.role, fid: try FrechetDistance.distance(ofSamples, ofSecond),
            kid: try kernel(ofSamples, Array(first.indices)),
            filmsFID: try FrechetDistance.distance(ofFirst, ofSecond),
            filmsKID: try kernel(ofFirst, Self.numbered(first.map { patients[$0] })))
    }

    /// Groups as numbers from 0 without gaps.
    private static func numbered(_ groups: [Int]) -> [Int] {
        let numbers = Dictionary(
            Set(groups).sorted().enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        return groups.compactMap { numbers[$0] }
    }

    private func source(_ indices: [Int]) -> PictureSource {
        PictureSource(count: indices.count) { places in
            try validation.pictures(places.map { indices[$0] })
        }
    }

    private func nearest(_ samples: Tensor, _ films: [Int]) throws -> ModelReport.Nearest {
        let count = min(64, samples.size(0))
        let chosen = (0..<count).map { films[$0 * films.count / count] }
        let nearest = try NearestPictures(among: training.source)
        let ofSamples = try nearest.nearest(to: samples.sliced(0, 0..<count)).map(\.distance)
        let ofFilms = try nearest.nearest(to: validation.pictures(chosen)).map(\.distance)
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        return ModelReport.Nearest(
            samples: count, mean: mean(ofSamples), least: ofSamples.min() ?? .nan,
            films: chosen.count, filmsMean: mean(ofFilms), filmsLeast: ofFilms.min() ?? .nan)
    }

    /// The AUROC of each diagnosis network on samples of prompts that name one finding or none.
    private func areas(
        _ panels: [Panel], _ model: DiffusionModel, _ report: ModelReport
    ) throws -> (samples: Int, areas: [ModelReport.RoleAreas]) {
        let seeds = 4
        let prompts = try HeldOutPrompts.make(
            max(1, sampling.count / seeds), findings: HeldOutPrompts.usualFindings, excluding: [],
            seed: sampling.seed)
        guard panels.contains(where: { $0.diagnosis != nil }) else { return (0, []) }
        let pictures = try draw(
            prompts.map(\.text), perPrompt: seeds, model, "samples of held-out prompts")
        let rows = prompts.indices.flatMap { Array(repeating: $0, count: seeds) }
        let areas = try panels.filter { $0.diagnosis != nil }.map { panel in
            let probabilities = try panel.probabilities(of: PictureSource(pictures))
            let ofFilms = report.diagnosis.first { $0.role == panel.role }?.findings ?? []
            let findings = HeldOutPrompts.usualFindings.compactMap { finding in
                let labels = rows.map { prompts[$0].findings[finding.name] == true }
                return probabilities[finding.name].flatMap { values in
                    RankedScores(values, isPositive: labels, groups: rows)
                        .estimate(groups: prompts.count)
                }.map { estimate in
                    ModelReport.Area(
                        finding: finding.name, positives: labels.count { $0 }, ofSamples: estimate,
                        ofFilms: ofFilms.first { $0.finding == finding.name }?.area)
                }
            }
            return ModelReport.RoleAreas(role: panel.role, findings: findings)
        }
        return (rows.count, areas)
    }
}
