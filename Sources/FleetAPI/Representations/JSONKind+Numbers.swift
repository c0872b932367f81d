import Foundation

extension JSONKind where Value == Bool {
    static let bool = JSONKind(
        schema: .boolean,
        read: { json, errors in
            if case .bool(let truth) = json { return truth }
            errors.refuse("must be true or false")
            return nil
        },
        write: { $1.bool($0) })
}

extension JSONKind where Value: FixedWidthInteger & SignedInteger {
    /// A whole number; `4.0` and `4e0` are one too, as JSON Schema has it.
    static func integer(_ range: ClosedRange<Value>) -> JSONKind {
        JSONKind(
            schema: .integer(Int(range.lowerBound)...Int(range.upperBound)),
            read: { json, errors in
                if case .number(let text) = json, let value = whole(text), range.contains(value) { return value }
                errors.refuse("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            },
            write: { $1.integer(Int($0)) })
    }

    private static func whole(_ text: String) -> Value? {
        if let value = Value(text) { return value }
        guard let decimal = Decimal(string: text, locale: nil), decimal.isFinite else { return nil }
        return Value(decimal.description)
    }
}

extension JSONKind where Value == Int {
    /// A whole number that the server counts.
    static let count = integer(0...Int.max)
}

extension JSONKind where Value == Decimal {
    /// A number with `scale` decimals. More than these are rounded away, half of the last one up and away from zero, as
    /// PostgreSQL does: a client that calculates in binary cannot help sending them.
    static func decimal(_ range: ClosedRange<Decimal>, scale: Int) -> JSONKind {
        JSONKind(
            schema: .described(
                .number(minimum: range.lowerBound, maximum: range.upperBound), "Rounded to \(scale) decimals."),
            read: { json, errors in
                if case .number(let text) = json, var exact = Decimal(string: text, locale: nil), exact.isFinite,
                    range.contains(exact)
                {
                    var rounded = Decimal()
                    NSDecimalRound(&rounded, &exact, scale, .plain)
                    return rounded
                }
                errors.refuse("must be a number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            },
            write: { $1.decimal($0) })
    }
}
