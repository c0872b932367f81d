/// A setting's value, so that two notations of one value are equal: `30s` and `30000`, `on` and `true`.
struct SettingValue: Hashable {
    private enum Meaning: Hashable {
        case milliseconds(Double)
        case flag(Bool)
        case text(String)
    }

    private static let units: [(suffix: String, milliseconds: Double)] = [
        ("us", 0.001), ("ms", 1), ("min", 60_000), ("s", 1_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    private let meaning: Meaning

    init(_ value: String, of name: String) {
        let text = value.lowercased().filter { $0 != " " }
        let duration = Self.units.lazy.compactMap { unit -> Double? in
            guard text.hasSuffix(unit.suffix) else { return nil }
            return Double(text.dropLast(unit.suffix.count)).map { $0 * unit.milliseconds }
        }.first
        if let duration {
            meaning = .milliseconds(duration)
        } else if name.hasSuffix("_timeout"), let number = Double(text) {
            // These count milliseconds when no unit is given.
            meaning = .milliseconds(number)
        } else if ["on", "true", "yes", "1"].contains(text) {
            meaning = .flag(true)
        } else if ["off", "false", "no", "0"].contains(text) {
            meaning = .flag(false)
        } else {
            meaning = .text(value)
        }
    }
}
