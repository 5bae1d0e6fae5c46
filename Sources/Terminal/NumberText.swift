import Foundation

/// Numbers as the screen writes them: short, with a true minus sign, aligned by their decimals.
public enum NumberText {
    /// About three significant digits: `0.712`, `−12.3`, `4.1k`, `3e-4`, `NaN`.
    public static func short(_ value: Double) -> String {
        guard value.isFinite else { return nonFinite(value) }
        let size = abs(value)
        if size == 0 { return "0" }
        if size < 1e-3 { return scientific(value) }
        if size < 10 { return fixed(value, decimals: size < 1 ? 3 : 2) }
        if size < 100 { return fixed(value, decimals: 1) }
        if size < 9_999.5 { return fixed(value, decimals: 0) }
        return suffixed(value)
    }

    /// With so many decimals: `−0.210`.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return nonFinite(value) }
        let text = String(format: "%.\(max(0, decimals))f", abs(value))
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        return value < 0 && !isZero ? "−" + text : text
    }

    /// With its sign always: `+0.14`, `−0.21`, `±0.00`.
    public static func signed(_ value: Double, decimals: Int = 2) -> String {
        let text = fixed(value, decimals: decimals)
        guard value.isFinite, !text.hasPrefix("−") else { return text }
        return (text.contains { "123456789".contains($0) } ? "+" : "±") + text
    }

    /// `350`, `4.1k`, `12M`, for counts and steps.
    public static func count(_ value: Double) -> String {
        guard value.isFinite else { return nonFinite(value) }
        return abs(value) < 10_000 ? fixed(value.rounded(), decimals: 0) : suffixed(value)
    }

    /// A tick's label, with just the decimals that tell ticks `step` apart.
    public static func tick(_ value: Double, step: Double) -> String {
        guard value.isFinite, step > 0 else { return short(value) }
        let size = max(abs(value), step)
        if size < 1e-3 { return value == 0 ? "0" : scientific(value) }
        if size >= 10_000 { return value == 0 ? "0" : suffixed(value, step: step) }
        let decimals = max(0, Int(-log10(step).rounded(.down)))
        return decimals > 6 ? short(value) : fixed(value, decimals: decimals)
    }

    private static func scientific(_ value: Double) -> String {
        let parts = String(format: "%.1e", abs(value)).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return String(value) }
        let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
        return (value < 0 ? "−" : "") + "\(digits)e\(exponent)"
    }

    private static func suffixed(_ value: Double, step: Double? = nil) -> String {
        let suffixes: [(Double, String)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
        let size = abs(value)
        guard size < 1e15 else { return scientific(value) }
        let (unit, suffix) = suffixes.first { size >= $0.0 * 0.9995 } ?? (1, "")
        var decimals = size / unit < 9.95 ? 1 : 0
        if let step { decimals = min(6, max(0, Int(-log10(step / unit).rounded(.down)))) }
        var text = fixed(value / unit, decimals: decimals)
        if step == nil, text.hasSuffix(".0") { text.removeLast(2) }
        return text + suffix
    }

    private static func nonFinite(_ value: Double) -> String {
        value.isNaN ? "NaN" : value < 0 ? "−Inf" : "Inf"
    }
}
