/// A value of a column or a parameter.
enum SQLValue: Equatable {
    case integer(Int)
    case real(Double)
    case text(String)
    case null

    static func text(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

    static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }

    /// Keeps all 64 bits.
    static func bits(_ value: UInt64) -> SQLValue { .integer(Int(bitPattern: UInt(value))) }
}
