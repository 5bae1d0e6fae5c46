import TestSupport

extension TerminalPicture {
    /// For a file that people read: the text; a letter for every look; and, row by row, how many
    /// cells have which.
    var record: String {
        let looks = cells.map(\.look.description)
        var letters: [String: String] = [:]
        for look in looks where letters[look] == nil {
            letters[look] = Self.letters[letters.count % Self.letters.count]
        }
        let legend = letters.sorted { $0.value < $1.value }.map { "\($0.value) \($0.key)" }
        let rows = (0..<height).map { y in
            Self.runs(looks[y * width..<(y + 1) * width].map { letters[$0] ?? "?" })
        }
        let text = lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        return (text + [""] + legend + [""] + rows).joined(separator: "\n")
    }

    private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map {
        String($0)
    }

    /// As in `a12 b3`.
    private static func runs(_ letters: [String]) -> String {
        var runs: [(letter: String, count: Int)] = []
        for letter in letters {
            if runs.last?.letter == letter {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((letter, 1))
            }
        }
        return runs.map { "\($0.letter)\($0.count)" }.joined(separator: " ")
    }
}
