extension Configuration {
    /// The configuration, if it can be worked with.
    ///
    /// - Throws: `ConfigurationError` with every violation.
    public func validated() throws -> Configuration {
        let violations = validate()
        guard violations.isEmpty else { throw ConfigurationError(violations) }
        return self
    }

    /// Everything that is wrong: ranges, batch arithmetic, settings that exclude each other.
    public func validate() -> [ConfigurationError.Violation] {
        let fields = rangeViolations
        // Arithmetic on values out of range would only add noise.
        guard fields.isEmpty else { return fields + textViolations + userRewardViolations }
        return textViolations + userRewardViolations + batchViolations + methodViolations
    }

    /// Holds `rlcf.strict_batches` against the denoising steps that a model's schedule makes random.
    ///
    /// - Throws: `ConfigurationError` where some batches would not be full.
    public func checkStrictBatches(randomSteps: Int) throws {
        guard rlcf.strictBatches else { return }
        let violations = strictBatchViolations(BatchPlan(self, randomSteps: randomSteps))
        guard violations.isEmpty else { throw ConfigurationError(violations) }
    }

    /// What is allowed and known to go wrong, as sentences.
    public var warnings: [String] {
        var warnings: [String] = []
        if adapter.kind == .full, optimizer.learningRate >= 1e-4 {
            warnings.append(
                "optimizer.learning_rate \(Value.number(optimizer.learningRate).text) is made for "
                    + "adapters; the full UNet collapses at it within tens of steps: try 2e-5.")
        }
        if batchPlan.optimizerStepsPerEpoch == 1 {
            warnings.append(
                "One optimiser step per epoch: the ratio is always 1 and the clip range never acts; "
                    + "raise rlcf.mini_batches or rlcf.inner_epochs.")
        }
        if rlcf.comparison == .direct, anchor.mode == .fresh {
            warnings.append(
                "rlcf.comparison direct does not use the anchor's images that anchor.mode fresh "
                    + "makes every epoch: set anchor.mode=bank to save the time.")
        }
        return warnings
    }

    private var rangeViolations: [ConfigurationError.Violation] {
        fields.flatMap { field in
            do {
                _ = try field.checked(field.value(in: self))
                return [ConfigurationError.Violation]()
            } catch let error as ConfigurationError {
                return error.violations
            } catch {
                return [.init(key: field.key, "\(field.key): \(error)")]
            }
        }
    }

    private var textViolations: [ConfigurationError.Violation] {
        var violations: [ConfigurationError.Violation] = []
        let index = model.device.hasPrefix("cuda:") ? Int(model.device.dropFirst(5)) : nil
        if model.device != "cpu", model.device != "cuda", index.map({ $0 >= 0 }) != true {
            violations.append(
                .init(
                    key: "model.device",
                    "model.device is cpu, cuda or cuda:N, not “\(model.device)”: give one of them.")
            )
        }
        if model.precision == .fp16, model.device == "cpu" {
            violations.append(
                .init(
                    key: "model.precision",
                    "model.precision fp16 needs a GPU: on the CPU set model.precision to bf16."))
        }
        let allowed = run.name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                || $0 == "-" || $0 == "_" || $0 == "."
        }
        if run.name.isEmpty || run.name.count > 64 || run.name.hasPrefix(".") || !allowed {
            violations.append(
                .init(
                    key: "run.name",
                    "run.name becomes part of a folder's name: use 1 to 64 letters, digits, -, _ "
                        + "and dots within, not “\(run.name)”."))
        }
        return violations
    }

    private var batchViolations: [ConfigurationError.Violation] {
        var violations: [ConfigurationError.Violation] = []
        let samples = rollout.samplesPerEpoch
        if samples % rlcf.miniBatches != 0 {
            let choices = Self.divisors(of: samples, around: rlcf.miniBatches)
            violations.append(
                .init(
                    key: "rlcf.mini_batches",
                    "\(samples) samples per epoch (rollout.prompts_per_epoch "
                        + "\(rollout.promptsPerEpoch) × rollout.samples_per_prompt "
                        + "\(rollout.samplesPerPrompt)) do not divide into "
                        + "\(rlcf.miniBatches) mini-batches: set rlcf.mini_batches to \(choices)."))
        } else if rlcf.strictBatches {
            // Where the model's schedule decides, one of two counts is right: the trainer knows.
            let fewer = BatchPlan(self, randomSteps: rollout.steps - 1)
            if !batchPlan.mayBeFewer || !strictBatchViolations(fewer).isEmpty {
                violations += strictBatchViolations(batchPlan)
            }
        }
        return violations
    }

    private func strictBatchViolations(_ plan: BatchPlan) -> [ConfigurationError.Violation] {
        let size = rollout.microBatch
        if size != rlcf.microBatch {
            return [
                .init(
                    key: "rlcf.micro_batch",
                    "rlcf.strict_batches needs one batch shape: set rlcf.micro_batch "
                        + "(\(rlcf.microBatch)) and rollout.micro_batch (\(size)) to the same number."
                )
            ]
        }
        let pairs = plan.pairsPerMiniBatch
        guard rollout.samplesPerEpoch % size != 0 || pairs % size != 0 else { return [] }
        let both = Self.greatestCommonDivisor(rollout.samplesPerEpoch, pairs)
        let choices = Self.divisors(of: both, around: size)
        return [
            .init(
                key: "rlcf.micro_batch",
                "rlcf.strict_batches needs full batches: \(rollout.samplesPerEpoch) samples per "
                    + "epoch and \(pairs) pairs per mini-batch (\(plan.samplesPerMiniBatch) samples × "
                    + "\(plan.learnedSteps) random steps) do not both divide by \(size): set "
                    + "rollout.micro_batch and rlcf.micro_batch to \(choices).")
        ]
    }

    private var methodViolations: [ConfigurationError.Violation] {
        var violations: [ConfigurationError.Violation] = []
        if rollout.sampler == .ddim, rollout.eta == 0 {
            violations.append(
                .init(
                    key: "rollout.eta",
                    "With rollout.eta 0 no step has a log-probability and nothing can be learned: "
                        + "set rollout.eta above 0 (1 is usual)."))
        }
        if rollout.randomSteps == 0 {
            violations.append(
                .init(
                    key: "rollout.steps",
                    "The last step of rollout.sampler \(rollout.sampler.rawValue) is deterministic, "
                        + "so that one step alone teaches nothing: set rollout.steps above 1."))
        }
        if rlcf.advantage == .prompt, rollout.samplesPerPrompt < 2 {
            violations.append(
                .init(
                    key: "rlcf.advantage",
                    "rlcf.advantage prompt compares a prompt's samples with each other: set "
                        + "rollout.samples_per_prompt to 2 or more, or rlcf.advantage=batch."))
        }
        if rlcf.advantage == .batch, rollout.samplesPerEpoch < 2 {
            violations.append(
                .init(
                    key: "rollout.samples_per_prompt",
                    "One sample per epoch has nothing to be compared with: raise "
                        + "rollout.prompts_per_epoch or rollout.samples_per_prompt."))
        }
        if rewardWeights.values.allSatisfy({ $0 == 0 }) {
            violations.append(
                .init(
                    key: "rewards.posture.weight",
                    "All reward weights are 0, so there is nothing to learn: raise one of them."))
        }
        return violations
    }

    private static func divisors(of number: Int, around wanted: Int) -> String {
        let divisors = (1...max(1, number)).filter { number % $0 == 0 }
        let near = [divisors.last { $0 < wanted }, divisors.first { $0 > wanted }]
        return near.compactMap { $0.map(String.init) }.joined(separator: " or ")
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}
