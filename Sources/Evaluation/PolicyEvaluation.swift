public import Rewards
public import Tensors
internal import Text

/// Measures the pictures of a policy beside those that the anchor draws for the same prompts from
/// the same noise.
public struct PolicyEvaluation {
    /// Films that distances are measured to.
    public struct Films {
        public let pictures: PictureSource
        /// Of each film, from 0.
        public let patients: [Int]

        public init(_ pictures: PictureSource, patients: [Int]) {
            self.pictures = pictures
            self.patients = patients
        }
    }

    public let prompts: [ScoredPrompt]
    public let seedsPerPrompt: Int
    /// Of the scores in the total, by name; 1 for those that are not named.
    public var weights: [String: Double] = [:]
    private let panels: [Panel]
    private let device: Device
    private let films: [GroupedFeatures?]
    private let filmCount: Int
    private let similarity = StructuralSimilarity()

    /// The bootstrap's interval of fewer is too narrow.
    private static let leastPromptsOfGroup = 8

    /// - Parameter device: the panels' own.
    public init(
        prompts: [ScoredPrompt], seedsPerPrompt: Int, panels: [Panel], films: Films?,
        device: Device = .cpu
    ) throws {
        self.prompts = prompts
        self.seedsPerPrompt = seedsPerPrompt
        self.panels = panels
        self.device = device
        self.films = try panels.map { panel in
            try films.flatMap { films in
                try panel.features(of: films.pictures).map {
                    GroupedFeatures($0, groups: films.patients)
                }
            }
        }
        filmCount = films?.pictures.count ?? 0
    }

    /// The prompt's place of each sample.
    private var rows: [Int] {
        prompts.indices.flatMap { Array(repeating: $0, count: seedsPerPrompt) }
    }

    /// Measures pictures [prompts × seeds, 1, H, W], one prompt after the other.
    public func measure(_ pictures: Tensor) throws -> PictureMeasurements {
        let source = PictureSource(pictures)
        let prompts = rows.map { self.prompts[$0] }
        let measured = try panels.map { panel in
            let scores = try panel.scores(source, prompts: prompts, device: device)
            if let broken = scores.first(where: { !$0.values.allSatisfy(\.isFinite) }) {
                throw EvaluationError(
                    "The \(panel.role.rawValue) \(broken.name) gave a score that is not a number: "
                        + "check its network, or the pictures (--sheet).")
            }
            return (
                panel.role,
                PictureMeasurements.OfPanel(
                    scores: scores, probabilities: try panel.probabilities(of: source),
                    features: try panel.features(of: source))
            )
        }
        return PictureMeasurements(
            panels: measured, similarities: try similarities(pictures))
    }

    private func similarities(_ pictures: Tensor) throws -> [Double]? {
        guard seedsPerPrompt > 1, similarity.fits(pictures) else { return nil }
        return try similarity.meanOverPairs(pictures, groupsOf: seedsPerPrompt)
    }

    /// Puts the comparison together.
    ///
    /// - Parameter runs: the policy of each run that is pooled, at least one.
    public func report(
        anchor: PictureMeasurements, runs: [PictureMeasurements]
    ) throws -> EvaluationReport {
        var measures: [EvaluationReport.Measure] = []
        for (index, panel) in panels.enumerated() {
            measures += scores(index, panel, anchor, runs)
        }
        for (index, panel) in panels.enumerated() where panel.diagnosis != nil {
            measures += diagnoses(index, panel, anchor, runs)
        }
        for (index, panel) in panels.enumerated() where panel.diagnosis != nil {
            measures += areas(index, panel, anchor, runs)
        }
        for (index, panel) in panels.enumerated() {
            measures += try distances(index, panel, anchor, runs)
        }
        var remarks = panels.compactMap(\.remark)
        let diversity = runs.compactMap(\.similarities)
        if let ofAnchor = anchor.similarities, diversity.count == runs.count,
            let comparison = PairedComparison(anchor: ofAnchor, runs: diversity)
        {
            measures.append(
                EvaluationReport.Measure(
                    role: nil, name: "ms_ssim", isLargerBetter: false, comparison: comparison))
        } else {
            remarks.append(
                "MS-SSIM is left out: it needs two seeds or more of a prompt, and pictures of at "
                    + "least \(similarity.leastSide) pixels a side.")
        }
        return EvaluationReport(
            prompts: prompts.count, seedsPerPrompt: seedsPerPrompt, films: filmCount,
            measures: measures, remarks: remarks)
    }

    private func scores(
        _ index: Int, _ panel: Panel, _ anchor: PictureMeasurements, _ runs: [PictureMeasurements]
    ) -> [EvaluationReport.Measure] {
        func measure(
            _ name: String, _ values: (PictureMeasurements.Scores) -> [Double]
        ) -> EvaluationReport.Measure? {
            PairedComparison(
                anchor: meansOfPrompts(values(anchor.panels[index].scores)),
                runs: runs.map { meansOfPrompts(values($0.panels[index].scores)) }
            ).map {
                EvaluationReport.Measure(
                    role: panel.role, name: name, isLargerBetter: true, comparison: $0)
            }
        }
        let ofAnchor = anchor.panels[index].scores
        let single = ofAnchor.enumerated().compactMap { place, score in
            measure(score.name) { $0[place].values }
        }
        let total = TotalScore(
            anchor: ofAnchor, samplesPerPrompt: seedsPerPrompt, weights: weights
        ).flatMap { total in measure("total") { total($0) } }
        return single + [total].compactMap(\.self)
    }

    private func meansOfPrompts(_ values: [Double]) -> [Double] {
        stride(from: 0, to: values.count, by: seedsPerPrompt).map {
            Array(values[$0..<$0 + seedsPerPrompt]).mean
        }
    }

    /// The diagnosis score over the prompts that affirm a finding, and over those that affirm none:
    /// all findings that come or go together raise some and lower others.
    private func diagnoses(
        _ index: Int, _ panel: Panel, _ anchor: PictureMeasurements, _ runs: [PictureMeasurements]
    ) -> [EvaluationReport.Measure] {
        let name = RewardKind.diagnosis.rawValue
        func means(_ pictures: PictureMeasurements) -> [Double] {
            let score = pictures.panels[index].scores.first { $0.name == name }
            return meansOfPrompts(score?.values ?? [])
        }
        let (ofAnchor, ofRuns) = (means(anchor), runs.map(means))
        func measure(_ group: String, _ rows: [Int]) -> EvaluationReport.Measure? {
            guard rows.count >= Self.leastPromptsOfGroup else { return nil }
            return PairedComparison(
                anchor: rows.map { ofAnchor[$0] },
                runs: ofRuns.map { values in rows.map { values[$0] } }
            ).map {
                EvaluationReport.Measure(
                    role: panel.role, name: "\(name)/\(group)", isLargerBetter: true,
                    comparison: $0)
            }
        }
        func rows(_ isWanted: (ScoredPrompt) -> Bool) -> [Int] {
            prompts.indices.filter { isWanted(prompts[$0]) }
        }
        let single = panel.scoredFindings.map { finding in
            measure(finding, rows { $0.findings[finding] == true })
        }
        let none = measure("none", rows { !$0.findings.values.contains(true) })
        return (single + [none]).compactMap(\.self)
    }

    /// Those that the panel's network knows and at least two prompts affirm.
    private func affirmedFindings(_ panel: Panel) -> [String] {
        (panel.diagnosis?.configuration.findings ?? []).map(\.name).filter { name in
            prompts.count { $0.findings[name] == true } > 1
        }
    }

    /// AUROC of each finding that at least two prompts affirm, and the mean over those.
    private func areas(
        _ index: Int, _ panel: Panel, _ anchor: PictureMeasurements, _ runs: [PictureMeasurements]
    ) -> [EvaluationReport.Measure] {
        let findings = affirmedFindings(panel)
        func ranked(_ pictures: PictureMeasurements, _ finding: String) -> RankedScores {
            ranks(pictures.panels[index].probabilities[finding] ?? [], of: finding)
        }
        let single = findings.compactMap { finding in
            comparison(anchor, runs) { [ranked($0, finding)] }.map {
                EvaluationReport.Measure(
                    role: panel.role, name: "auroc/\(finding)", isLargerBetter: true,
                    comparison: $0)
            }
        }
        guard findings.count > 1,
            let mean = comparison(
                anchor, runs, { pictures in findings.map { ranked(pictures, $0) } })
        else { return single }
        return single + [
            EvaluationReport.Measure(
                role: panel.role, name: "auroc/mean", isLargerBetter: true, comparison: mean)
        ]
    }

    /// Of the mean area over findings.
    private func comparison(
        _ anchor: PictureMeasurements, _ runs: [PictureMeasurements],
        _ ranks: (PictureMeasurements) -> [RankedScores]
    ) -> PairedComparison? {
        func statistic(_ pictures: PictureMeasurements) -> PairedComparison.Statistic {
            let ranked = ranks(pictures)
            return { weights in
                let areas = ranked.compactMap { $0.area(weights: weights) }
                return areas.count == ranked.count ? areas.mean : nil
            }
        }
        return PairedComparison(
            prompts: prompts.count, anchor: statistic(anchor), runs: runs.map(statistic),
            resamples: 1000)
    }

    /// A sample whose prompt does not mention a finding is a negative; one whose prompt leaves it
    /// open is left out.
    private func ranks(_ values: [Double], of finding: String) -> RankedScores {
        let open = Set(
            prompts.indices.filter { index in
                FindingsLabeler().label(prompts[index].text)
                    .assertion(of: Finding(rawValue: finding)) == .uncertain
            })
        let kept = zip(rows, values).filter { !open.contains($0.0) }
        return RankedScores(
            kept.map(\.1), isPositive: kept.map { prompts[$0.0].findings[finding] == true },
            groups: kept.map(\.0))
    }

    private func distances(
        _ index: Int, _ panel: Panel, _ anchor: PictureMeasurements, _ runs: [PictureMeasurements]
    ) throws -> [EvaluationReport.Measure] {
        let ofRuns = runs.compactMap { $0.panels[index].features }
        guard let films = films[index], let ofAnchor = anchor.panels[index].features,
            ofRuns.count == runs.count, prompts.count > 1
        else { return [] }
        let anchorDistance = try FrechetDistance.distance(ofAnchor, films.features)
        let runDistances = try ofRuns.map { try FrechetDistance.distance($0, films.features) }
        func kernel(_ features: Tensor) throws -> KernelDistance {
            try KernelDistance(GroupedFeatures(features, groups: rows), reference: films)
        }
        let comparison = try KernelDistance.compare(
            anchor: kernel(ofAnchor), runs: ofRuns.map(kernel))
        return [
            EvaluationReport.Measure(
                role: panel.role, name: "fid", isLargerBetter: false,
                comparison: PairedComparison(anchor: anchorDistance, runs: runDistances)),
            EvaluationReport.Measure(
                role: panel.role, name: "kid", isLargerBetter: false, comparison: comparison),
        ]
    }
}

extension PairedComparison {
    /// Of numbers without intervals.
    fileprivate init(anchor: Double, runs: [Double]) {
        func bare(_ value: Double) -> Estimate { Estimate(value, low: .nan, high: .nan) }
        self.init(
            anchor: bare(anchor), policy: bare(runs.mean), difference: bare(runs.mean - anchor),
            runDifferences: runs.map { $0 - anchor })
    }
}
