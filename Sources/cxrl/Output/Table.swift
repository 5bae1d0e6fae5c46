/// Text in aligned columns.
struct Table {
    var header: [String]
    var rows: [[String]] = []
    /// Columns whose text is set to the right.
    var numeric: Set<Int> = []

    init(_ header: [String], numeric: Set<Int> = []) {
        self.header = header
        self.numeric = numeric
    }

    var text: String {
        let lines = [header] + rows
        let widths = header.indices.map { column in
            lines.map { $0[column].count }.max() ?? 0
        }
        return lines.map { line in
            line.indices.map { column in
                numeric.contains(column)
                    ? line[column].leading(to: widths[column])
                    : line[column].padding(to: widths[column])
            }.joined(separator: "  ").trimmingTrailingSpaces
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
