import Terminal
import Workbench

extension Model {
    /// Opens what is chosen.
    mutating func open() {
        switch pane {
        case .curves: openBestTrajectory()
        case .rewards: openPromptTrajectory()
        case .trajectory:
            guard let sample = shownSample else { return }
            openPrompt(sample)
        case .log:
            let lines = log.shown
            guard !lines.isEmpty else { return }
            let line = lines[max(0, lines.count - 1 - log.fromEnd)]
            let title = "\(line.level.rawValue) · \(ClockText.long(line.time))"
            overlay = .detail(title: title, text: line.text, scroll: 0, over: nil)
        case .prompts: break
        }
    }

    /// Of the inspected epoch, or of the nearest before it that has any.
    private mutating func openBestTrajectory() {
        let epochs = history.trajectoryEpochs
        let wanted = curves.inspected ?? .max
        guard let epoch = epochs.last(where: { $0 <= wanted }) ?? epochs.first,
            let best = history.trajectories(of: epoch).max(by: {
                $0.gain ?? $0.total < $1.gain ?? $1.total
            })
        else { return }
        if let inspected = curves.inspected, epoch != inspected {
            say("No trajectory of epoch \(inspected) is kept; this is epoch \(epoch).")
        }
        show(best)
    }

    private mutating func openPromptTrajectory() {
        guard case .prompt(let row)? = chosenRewardsLine else { return }
        guard let sample = history.newestTrajectory(promptID: row.id) else {
            say("No trajectory of this prompt is kept yet.", as: .warning)
            return
        }
        show(sample)
    }

    private mutating func show(_ sample: SampleRecord) {
        show(.trajectory)
        trajectory.epoch = sample.epoch
        trajectory.index = sample.index
        trajectory.step = .max
        trajectory.isPlaying = false
    }

    private mutating func openPrompt(_ sample: SampleRecord) {
        show(.prompts)
        if run?.prompts.contains(where: { $0.id == sample.promptID && $0.text == sample.prompt })
            ?? false
        {
            prompts.chosen = .training(sample.promptID)
        } else {
            prompts.chosen = .scratch
            prompts.drafts[.scratch] = TextEditor(sample.prompt)
        }
        prompts.picture.seed = sample.seed
    }

    mutating func play() {
        if trajectory.isPlaying {
            trajectory.isPlaying = false
            return
        }
        if shownStep >= trajectorySteps - 1 { trajectory.step = 0 }
        holdSample()
        trajectory.isPlaying = true
        trajectory.nextStepAt = now + TrajectoryState.stepDuration
    }

    mutating func toggleLink() {
        if trajectory.isLinked { trajectory.partnerStep = shownPartnerStep }
        trajectory.isLinked.toggle()
        say(
            trajectory.isLinked
                ? "The second picture follows the step."
                : "The second picture stays at step \(shownPartnerStep + 1).")
    }

    /// Compares with something else from now on.
    mutating func changePartner() {
        trajectory.partner = trajectory.partner.next
        holdSample()
        say("Compared with \(trajectory.partner.name).")
    }

    /// Has what was made for the comparison made again.
    mutating func makeAgain() {
        guard let request = partnerRequest else { return }
        trajectory.regenerations.forget(request)
        say("It is made again as soon as there is a gap.")
    }

    /// What is looked at stays where it is when a new epoch comes.
    private mutating func holdSample() {
        trajectory.epoch = shownTrajectoryEpoch
        trajectory.index = shownSample?.index
    }
}
