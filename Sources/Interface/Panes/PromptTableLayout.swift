import Terminal
import Workbench

/// How a table of prompts shares its width: the text of a prompt comes before the width of the
/// numbers, and gets a line of its own where little is left beside them.
struct PromptTableLayout {
    typealias Column = RewardsState.SortColumn

    /// Where a column is, from the table's left edge.
    struct Place {
        let column: Column
        let x: Int
        let width: Int
    }

    let places: [Place]
    /// Lines of a row.
    let lines: Int
    private let isCompact: Bool
    private let rewards: [RewardDescription]

    /// Columns of text that are worth a wide table, and a line beside the numbers.
    private static let comfortable = 40
    private static let sufficient = 24

    init(rewards: [RewardDescription], width: Int) {
        self.rewards = rewards
        let columns = Column.all(rewards: rewards.map(\.name)).filter { $0 != .prompt }
        let labels = Dictionary(rewards.map { ($0.name, $0.label) }) { first, _ in first }
        let wide = Self.end(of: columns, labels, isCompact: false)
        let narrow = Self.end(of: columns, labels, isCompact: true)
        isCompact = width - wide < Self.comfortable
        let end = isCompact ? narrow : wide
        lines = width - end < Self.sufficient ? 2 : 1
        let start = lines == 2 ? 2 : end
        places =
            Self.places(columns, labels, isCompact: isCompact)
            + [Place(column: .prompt, x: start, width: max(0, width - start))]
    }

    /// Letters stand for rewards in a narrow table, as before their curves.
    func name(of column: Column) -> String {
        guard case .reward(let name) = column,
            let index = rewards.firstIndex(where: { $0.name == name })
        else { return column.name }
        return isCompact ? rewards.letters[index] : rewards[index].label
    }

    private static func places(
        _ columns: [Column], _ labels: [String: String], isCompact: Bool
    ) -> [Place] {
        var x = 2
        return columns.map { column in
            let width = width(of: column, labels, isCompact: isCompact)
            defer { x += width + spacing(isCompact) }
            return Place(column: column, x: x, width: width)
        }
    }

    /// Where the text may begin.
    private static func end(
        of columns: [Column], _ labels: [String: String], isCompact: Bool
    ) -> Int {
        let last = places(columns, labels, isCompact: isCompact).last
        return (last.map { $0.x + $0.width } ?? 0) + 2
    }

    private static func spacing(_ isCompact: Bool) -> Int { isCompact ? 1 : 2 }

    private static func width(
        of column: Column, _ labels: [String: String], isCompact: Bool
    ) -> Int {
        switch column {
        case .total: 7
        case .count: isCompact ? 2 : 3
        case .reward(let name):
            isCompact ? 7 : max(9, min(12, TextWidth.of(labels[name] ?? name) + 1))
        case .prompt: 0
        }
    }
}
