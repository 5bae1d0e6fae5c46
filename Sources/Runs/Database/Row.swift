/// A row of a result; a column of another type than asked for reads as absent.
struct Row {
    let columns: [SQLValue]

    func integer(_ column: Int) -> Int? {
        if case .integer(let value) = columns[column] { value } else { nil }
    }

    func bits(_ column: Int) -> UInt64? {
        integer(column).map { UInt64(UInt(bitPattern: $0)) }
    }

    func real(_ column: Int) -> Double? {
        switch columns[column] {
        case .real(let value): value
        case .integer(let value): Double(value)
        case .text, .null: nil
        }
    }

    func text(_ column: Int) -> String? {
        if case .text(let value) = columns[column] { value } else { nil }
    }

    func flag(_ column: Int) -> Bool { integer(column) == 1 }

    /// A number that is stored as a value and its kind, in two columns.
    func number(_ column: Int) -> Double {
        NumberKind(rawValue: text(column + 1) ?? "")?.number(finite: real(column)) ?? .nan
    }
}
