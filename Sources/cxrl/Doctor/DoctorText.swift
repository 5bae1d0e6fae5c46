import RLCF

/// The doctor's findings for people.
enum DoctorText {
    static func machine(
        _ machine: MachineFacts, _ libraries: LibraryFacts, _ terminal: TerminalFacts
    ) -> String {
        let blas = machine.openBLASCore.map { "OpenBLAS, \($0) kernels" } ?? "not OpenBLAS"
        let product = machine.product
        var lines = [
            "cxrl        \(Program.version)",
            "libtorch    \(machine.torchVersion), \(machine.instructionSet) kernels, "
                + "\(machine.threads) of \(machine.processors) processors",
            "BLAS        \(blas)",
            "products    \(Format.fixed(product.gigaflops, 0)) GFLOP/s (fp32, side 1536), "
                + "error \(Format.short(product.error)) against double precision"
                + (machine.isExact ? "" : ": WRONG"),
            "devices     "
                + (["cpu"] + (0..<machine.cudaDevices).map { "cuda:\($0)" })
                .joined(separator: ", "),
            "terminal    \(terminal.text)",
        ]
        lines += (machine.remedies + libraries.remedies).map { "  → \($0)" }
        return lines.joined(separator: "\n")
    }

    /// Where libtorch cannot be used, `reason` says why and what to do.
    static func machine(
        without reason: String, _ libraries: LibraryFacts, _ terminal: TerminalFacts
    ) -> String {
        let lines = [
            "cxrl        \(Program.version)", "libtorch    missing",
            "terminal    \(terminal.text)",
        ]
        let remedies = [reason] + libraries.remedies
        return (lines + remedies.map { "  → \($0)" }).joined(separator: "\n")
    }

    static func report(_ report: SelfCheckReport) -> String {
        var checks = Table(["check", "", "measured", "limit", "of"], numeric: [2, 3])
        checks.rows = report.results.map { result in
            [
                result.name.rawValue, result.passed ? "ok" : "FAILS",
                Format.short(result.measured), Format.short(result.limit), result.quantity,
            ]
        }
        var steps = Table(["timestep", "σ", "sensitivity", "floor"], numeric: [0, 1, 2, 3])
        steps.rows = report.timesteps.map { step in
            [
                String(step.timestep), Format.fixed(step.sigma, 4),
                step.sensitivity.map(Format.short) ?? "–", step.floor.map(Format.short) ?? "–",
            ]
        }
        var parts = [checks.text, steps.text]
        if let rate = report.proposedLearningRate {
            parts.append("A learning rate of about \(Format.short(rate)) suits these settings.")
        }
        parts.append(
            "An epoch takes about \(Format.short(report.epochSeconds)) s; this check used up to "
                + "\(Format.mebibytes(BenchReport.peakMemory)) of memory.")
        let remedies = report.results.filter { !$0.passed }.map {
            "✗ \($0.name.rawValue): \($0.remedy)"
        }
        parts.append(
            remedies.isEmpty ? "All checks pass." : remedies.joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }
}
