import PostgresCatalog

/// A setting's value, so that two notations of one value are equal: `30s` and `30000`, `64MB` and `65536kB`, `on` and
/// `true`, `a,b` and `a, b`. The server says how it reads the setting; what it says nothing about is a text.
struct SettingValue: Hashable {
    private enum Meaning: Hashable {
        /// In what the setting counts.
        case number(Double)
        case flag(Bool)
        case word(String)
        case list([String])
        case text(String)
    }

    private let meaning: Meaning

    init(_ value: String, of name: String, as type: SettingType?) {
        if let list = SettingList(value, of: name) {
            meaning = .list(list.elements)
            return
        }
        let read: Meaning? =
            switch type?.kind {
            case .boolean: Self.flag(value).map(Meaning.flag)
            case .integer: SettingNumber.parse(value, in: type?.unit).map { .number($0.rounded(.toNearestOrEven)) }
            case .real: SettingNumber.parse(value, in: type?.unit).map(Meaning.number)
            case .word: Self.word(value)
            case .text, nil: nil
            }
        meaning = read ?? .text(value)
    }

    /// Any beginning of a truth value that is no beginning of the other, as PostgreSQL's parse_bool takes it.
    private static func flag(_ value: String) -> Bool? {
        let text = value.lowercased()
        switch text {
        case "": return nil
        case "on", "1": return true
        case "of", "off", "0": return false
        default: break
        }
        if "true".hasPrefix(text) || "yes".hasPrefix(text) { return true }
        return "false".hasPrefix(text) || "no".hasPrefix(text) ? false : nil
    }

    /// Words have no case, and those for on and off some synonyms that PostgreSQL takes and does not list.
    private static func word(_ value: String) -> Meaning {
        switch value.lowercased() {
        case "on", "true", "yes", "1": .flag(true)
        case "off", "false", "no", "0": .flag(false)
        case let other: .word(other)
        }
    }
}
