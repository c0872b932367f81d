/// A number as settings have it: with a unit, or in the unit that the setting counts in.
enum SettingNumber {
    /// How many of the first unit one is. PostgreSQL's names, which have a case (guc.c).
    private static let bytes = [
        "B": 1, "kB": 1_024, "MB": 1_048_576, "GB": 1_073_741_824, "TB": 1_099_511_627_776.0,
    ]
    private static let microseconds = [
        "us": 1, "ms": 1_000, "s": 1_000_000, "min": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000.0,
    ]

    /// A value in what the setting counts, or nil when it is no number, or has a unit that does not fit.
    /// - Parameter base: what the setting counts, as `pg_settings` says it: `ms`, `kB`, `8kB`.
    static func parse(_ value: String, in base: String?) -> Double? {
        let text = value.trimmed
        let isHexadecimal = text.drop { "+-".contains($0) }.hasPrefix("0x")
        let digits = text.prefix {
            $0.isASCII && ($0.isNumber || "+-.".contains($0) || "eE".contains($0) || isHexadecimal && $0.isHexDigit)
                || isHexadecimal && $0 == "x"
        }
        let unit = text[digits.endIndex...].trimmed
        guard let number = Double(digits) else { return nil }
        guard !unit.isEmpty else { return number }
        guard let base, let factor = factor(unit, of: base) else { return nil }
        return number * factor
    }

    private static func factor(_ unit: String, of base: String) -> Double? {
        let count = base.prefix(while: \.isNumber)
        let name = String(base[count.endIndex...])
        for units in [bytes, microseconds] {
            guard let one = units[unit], let other = units[name] else { continue }
            return one / (other * (Double(count) ?? 1))
        }
        return nil
    }
}
