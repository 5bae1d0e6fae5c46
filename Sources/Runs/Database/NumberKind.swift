/// What a stored number is; SQLite has no NaN and JSON neither NaN nor infinities.
enum NumberKind: String {
    case finite
    case nan
    case positiveInfinity = "+inf"
    case negativeInfinity = "-inf"

    init(_ number: Double) {
        self =
            if number.isFinite { .finite } else if number.isNaN { .nan } else if number > 0 {
                .positiveInfinity
            } else { .negativeInfinity }
    }

    func number(finite: Double?) -> Double {
        switch self {
        case .finite: finite ?? .nan
        case .nan: .nan
        case .positiveInfinity: .infinity
        case .negativeInfinity: -.infinity
        }
    }
}

extension SQLValue {
    /// The two columns of a number: its value, absent unless finite, and its kind.
    static func number(_ number: Double) -> [SQLValue] {
        let kind = NumberKind(number)
        return [kind == .finite ? .real(number) : .null, .text(kind.rawValue)]
    }
}
