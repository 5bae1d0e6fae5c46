/// One number of a workload, and what it should stay within.
struct BenchMeasure {
    /// Ends with the unit where there is one: `key_to_redraw_p99_ms`.
    let name: String
    let value: Double
    var unit = ""
    var budget: Double?

    /// The value as people read it, beside its budget.
    var texts: [String] {
        [name, Self.text(value, unit), budget.map { "≤ " + Self.text($0, unit) } ?? ""]
    }

    private static func text(_ value: Double, _ unit: String) -> String {
        let number = value == value.rounded() ? Format.fixed(value, 0) : Format.short(value)
        return unit.isEmpty ? number : "\(number) \(unit)"
    }
}
