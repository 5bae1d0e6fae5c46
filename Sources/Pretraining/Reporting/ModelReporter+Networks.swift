internal import Diffusion
internal import Evaluation
internal import Rewards
internal import Studies
internal import Tensors
internal import Text

extension ModelReporter {
    /// AUROC and calibration on all validation films; intervals are over patients.
    func diagnosis(_ role: Panel.Role, _ path: String) throws -> ModelReport.Diagnosis {
        let network = try DiagnosisNetwork(folder: path)
        let table = try Tensor.concatenated(
            validation.source.batches { batch, _ in try network.probabilities(batch) }, 0)
        let (patients, configuration) = (validation.patientGroups, network.configuration)
        let patientCount = (patients.max() ?? -1) + 1
        var usual: [RankedScores] = []
        let rows = try configuration.findings.enumerated().compactMap { index, finding in
            let known = validation.studies.indices.filter {
                validation.studies[$0].findings[finding.name] != nil
            }
            let all = try table.select(1, index).contiguous().doubles()
            let probabilities = known.map { all[$0] }
            let labels = known.map { validation.studies[$0].findings[finding.name] == true }
            let ranked = RankedScores(
                probabilities, isPositive: labels, groups: known.map { patients[$0] })
            guard let area = ranked.estimate(groups: patientCount) else {
                return ModelReport.Diagnosis.Row?.none
            }
            if HeldOutPrompts.usualFindings.contains(finding) { usual.append(ranked) }
            return ModelReport.Diagnosis.Row(
                finding: finding.name, positives: ranked.positives, area: area,
                calibrationError: CalibrationError.expected(probabilities, isPositive: labels),
                isRewarded: configuration.rewarded.isEmpty
                    || configuration.rewarded.contains(finding))
        }
        return ModelReport.Diagnosis(
            role: role, films: validation.count, findings: rows,
            meanArea: Self.meanArea(usual, groups: patientCount))
    }

    /// Of the usual findings, all of them; nil where one cannot be told at all.
    static func meanArea(_ ranked: [RankedScores], groups: Int) -> Estimate? {
        func mean(_ weights: [Double]?) -> Double? {
            let areas = ranked.compactMap { $0.area(weights: weights) }
            return areas.count == ranked.count
                ? areas.reduce(0, +) / Double(areas.count) : nil
        }
        guard ranked.count == HeldOutPrompts.usualFindings.count, let value = mean(nil) else {
            return nil
        }
        return Bootstrap.estimate(value, resamples: 1000) { mean($0.weights(groups)) }
    }

    func posture(_ role: Panel.Role, _ path: String) throws -> ModelReport.Posture {
        let measured = try PostureStage.measure(PostureNetwork(folder: path), validation)
        return ModelReport.Posture(
            role: role,
            parameters: PostureStage.parameterNames.map { name in
                ModelReport.Posture.Row(
                    parameter: name, error: measured["error/\(name)"] ?? .nan,
                    errorOfNone: measured["error_of_none/\(name)"] ?? .nan)
            })
    }

    func consistency(_ role: Panel.Role, _ path: String) throws -> ModelReport.Consistency {
        let own = try? Tokenizer(folder: "\(path)/tokenizer")
        let tokenizer = try own ?? Tokenizer(folder: "\(folder.path)/tokenizer")
        let choices = try ConsistencyStage.rightOfTwo(
            ConsistencyNetwork(folder: path), validation, tokenizer)
        return ModelReport.Consistency(
            role: role,
            findings: choices.map { finding, choices in
                let values = choices.map { $0 ? 1.0 : 0 }
                func share(_ weights: [Double]) -> Double {
                    zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / Double(values.count)
                }
                let estimate = Bootstrap.estimate(
                    values.reduce(0, +) / Double(values.count), resamples: 1000
                ) { share($0.weights(values.count)) }
                return ModelReport.Consistency.Row(
                    finding: finding.name, films: values.count, rightOfTwo: estimate)
            })
    }
}
