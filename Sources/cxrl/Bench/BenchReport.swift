import Foundation

/// What a workload took.
struct BenchReport {
    let workload: String
    /// Every measurement of each part, in seconds; the median counts.
    var seconds: [(name: String, values: [Double])] = []
    /// Numbers of other units, with what they should stay within.
    var measures: [BenchMeasure] = []
    var facts: [(name: String, value: JSON)] = []

    init(workload: String) {
        self.workload = workload
    }

    var json: JSON {
        let medians = seconds.map { ($0.name, JSON.number($0.values.median)) }
        let all = seconds.map { ($0.name, JSON.array($0.values.map { .number($0) })) }
        let budgets = measures.compactMap { measure in
            measure.budget.map { (measure.name, JSON.number($0)) }
        }
        return .object(
            [("workload", .string(workload))] + measures.map { ($0.name, .number($0.value)) }
                + medians + facts.map { ($0.name, $0.value) }
                + (budgets.isEmpty ? [] : [("budgets", .object(budgets))])
                + [("peak_memory", .integer(Self.peakMemory)), ("measurements", .object(all))])
    }

    var text: String {
        var table = Table([workload, "median", "least", "most"], numeric: [1, 2, 3])
        table.rows = seconds.map { name, values in
            [
                name, "\(Format.fixed(values.median)) s", Format.fixed(values.min() ?? .nan),
                Format.fixed(values.max() ?? .nan),
            ]
        }
        let facts = facts.map { "\($0.name.padding(to: 24))\(Self.text($0.value))" }
        let memory = "peak_memory".padding(to: 24) + Format.mebibytes(Self.peakMemory)
        var budgets = Table([workload, "measured", "budget"], numeric: [1, 2])
        budgets.rows = measures.map(\.texts)
        let tables = measures.isEmpty ? [table.text] : [budgets.text, "", table.text]
        return (tables + facts + [memory]).joined(separator: "\n")
    }

    private static func text(_ value: JSON) -> String {
        switch value {
        case .number(let number): Format.short(number)
        case .string(let text): text
        default: value.text
        }
    }

    /// Of this process, in bytes, as the kernel counts it.
    static var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let number = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (number.flatMap { Int($0) } ?? 0) * 1024
    }
}
