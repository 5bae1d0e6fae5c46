import RLCF

/// The doctor's findings for scripts.
enum DoctorJSON {
    static func object(
        _ machine: MachineFacts, _ libraries: LibraryFacts, _ terminal: TerminalFacts,
        _ plan: PlanText?, _ report: SelfCheckReport?
    ) -> JSON {
        .object([
            ("version", .string(Program.version)), ("machine", self.machine(machine)),
            ("missing_libraries", .array(libraries.remedies.map { .string($0) })),
            ("terminal", terminal.json), ("plan", plan?.json ?? .null),
            ("model", report.map(model) ?? .null),
            ("passed", .bool(machine.isExact && report?.passed ?? true)),
        ])
    }

    static func object(
        without reason: String, _ libraries: LibraryFacts, _ terminal: TerminalFacts
    ) -> JSON {
        .object([
            ("version", .string(Program.version)), ("machine", .null),
            ("missing_libraries", .array(libraries.remedies.map { .string($0) })),
            ("terminal", terminal.json), ("model", .null), ("passed", .bool(false)),
            ("problem", .string(reason)),
        ])
    }

    private static func machine(_ machine: MachineFacts) -> JSON {
        .object([
            ("libtorch", .string(machine.torchVersion)),
            ("instruction_set", .string(machine.instructionSet)),
            ("threads", .integer(machine.threads)),
            ("processors", .integer(machine.processors)),
            ("openblas_core", .optional(machine.openBLASCore)),
            ("cuda_devices", .integer(machine.cudaDevices)),
            ("gemm_gflops", .number(machine.product.gigaflops)),
            ("gemm_error", .number(machine.product.error)),
            ("remedies", .array(machine.remedies.map { .string($0) })),
        ])
    }

    private static func model(_ report: SelfCheckReport) -> JSON {
        let checks = report.results.map { result in
            JSON.object([
                ("name", .string(result.name.rawValue)), ("quantity", .string(result.quantity)),
                ("measured", .number(result.measured)), ("limit", .number(result.limit)),
                ("passed", .bool(result.passed)), ("remedy", .string(result.remedy)),
            ])
        }
        let steps = report.timesteps.map { step in
            JSON.object([
                ("timestep", .integer(step.timestep)), ("sigma", .number(step.sigma)),
                ("sensitivity", .optional(step.sensitivity)), ("floor", .optional(step.floor)),
            ])
        }
        return .object([
            ("passed", .bool(report.passed)), ("checks", .array(checks)),
            ("timesteps", .array(steps)),
            ("proposed_learning_rate", .optional(report.proposedLearningRate)),
            ("epoch_seconds", .number(report.epochSeconds)),
            ("peak_memory", .integer(BenchReport.peakMemory)),
        ])
    }
}
