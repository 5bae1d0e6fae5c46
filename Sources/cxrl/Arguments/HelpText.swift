/// Lays help out for 80 columns.
enum HelpText {
    private static let width = 80
    private static let column = 26

    /// Names on the left, explanations wrapped on the right.
    static func columns(_ rows: [(name: String, text: String)]) -> String {
        rows.map { name, text in
            let lines = wrapped(text, width: width - column)
            let indent = String(repeating: " ", count: column)
            let head = "  \(name)"
            let rest = lines.dropFirst().map { indent + $0 }
            if head.count < column {
                let first = head.padding(to: column) + (lines.first ?? "")
                return ([first] + rest).joined(separator: "\n")
            }
            return ([head, indent + (lines.first ?? "")] + rest).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Every line of the text, wrapped where it is long.
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : wrapped(String($0), width: 100).joined(separator: "\n") }
            .joined(separator: "\n")
    }

    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension String {
    /// With spaces behind it up to a number of characters.
    func padding(to length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }

    /// With spaces before it up to a number of characters.
    func leading(to length: Int) -> String {
        String(repeating: " ", count: max(0, length - count)) + self
    }
}
