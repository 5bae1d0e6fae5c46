import Terminal

/// Sizes as the screen writes them.
enum ByteText {
    /// `640 B`, `12.4 MiB`, `1.1 GiB`.
    static func of(_ bytes: Int) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        let decimals = unit == 0 || value >= 100 ? 0 : 1
        return NumberText.fixed(value, decimals: decimals) + " " + units[unit]
    }
}
