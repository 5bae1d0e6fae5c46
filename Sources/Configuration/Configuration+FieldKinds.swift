extension Configuration.Field {
    typealias Root = Configuration

    static func integer(
        _ key: String, _ path: any WritableKeyPath<Root, Int> & Sendable, _ range: ClosedRange<Int>,
        unit: String = "", live: Bool = false, _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .integer(range), unit: unit, explanation: explanation, isLive: live,
            read: { .integer($0[keyPath: path]) },
            write: { root, value in
                if case .integer(let integer) = value { root[keyPath: path] = integer }
            })
    }

    static func seed(
        _ key: String, _ path: any WritableKeyPath<Root, UInt64> & Sendable, _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .integer(0...Int.max), unit: "", explanation: explanation,
            isLive: false,
            read: { .integer(Int(clamping: $0[keyPath: path])) },
            write: { root, value in
                if case .integer(let integer) = value {
                    root[keyPath: path] = UInt64(clamping: integer)
                }
            })
    }

    static func number(
        _ key: String, _ path: any WritableKeyPath<Root, Double> & Sendable,
        _ range: ClosedRange<Double>, unit: String = "", live: Bool = false, _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .number(range), unit: unit, explanation: explanation, isLive: live,
            read: { .number($0[keyPath: path]) },
            write: { root, value in
                if case .number(let number) = value { root[keyPath: path] = number }
            })
    }

    static func flag(
        _ key: String, _ path: any WritableKeyPath<Root, Bool> & Sendable, live: Bool = false,
        _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .flag, unit: "", explanation: explanation, isLive: live,
            read: { .flag($0[keyPath: path]) },
            write: { root, value in
                if case .flag(let flag) = value { root[keyPath: path] = flag }
            })
    }

    static func text(
        _ key: String, _ path: any WritableKeyPath<Root, String> & Sendable, unit: String = "",
        live: Bool = false, _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .text, unit: unit, explanation: explanation, isLive: live,
            read: { .text($0[keyPath: path]) },
            write: { root, value in
                if case .text(let text) = value { root[keyPath: path] = text }
            })
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ key: String, _ path: any WritableKeyPath<Root, Choice> & Sendable, _ explanation: String
    ) -> Self {
        Self(
            key: key, kind: .choice(Choice.allCases.map(\.rawValue)), unit: "",
            explanation: explanation, isLive: false,
            read: { .text($0[keyPath: path].rawValue) },
            write: { root, value in
                if case .text(let text) = value, let choice = Choice(rawValue: text) {
                    root[keyPath: path] = choice
                }
            })
    }
}
