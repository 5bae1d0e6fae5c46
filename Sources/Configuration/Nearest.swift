/// Finds what a misspelt name was meant to be.
public enum Nearest {
    /// The candidate with the smallest edit distance, if it is close enough to be meant.
    public static func name(to name: String, among candidates: [String]) -> String? {
        let scored = candidates.map { (distance: distance(name, $0), name: $0) }
        let best = scored.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let best, best.distance <= max(2, max(name.count, best.name.count) / 2) else {
            return nil
        }
        return best.name
    }

    /// The nearest key; one whose last part is `key` counts as near (`epochs`: `rlcf.epochs`).
    static func key(to key: String, among candidates: [String]) -> String? {
        func lastPart(_ text: String) -> String {
            text.split(separator: ".").last.map(String.init) ?? text
        }
        return candidates.first { lastPart($0) == lastPart(key) }
            ?? name(to: key, among: candidates)
            ?? name(to: lastPart(key), among: candidates.map(lastPart)).flatMap { part in
                candidates.first { lastPart($0) == part }
            }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other
    /// (optimal string alignment).
    static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for (i, character) in a.enumerated() {
            var current = [i + 1]
            for (j, other) in b.enumerated() {
                var best = min(previous[j + 1], current[j]) + 1
                best = min(best, previous[j] + (character == other ? 0 : 1))
                if i > 0, j > 0, character == b[j - 1], a[i - 1] == other {
                    best = min(best, beforePrevious[j - 1] + 1)
                }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
