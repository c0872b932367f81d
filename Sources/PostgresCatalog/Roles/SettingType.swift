/// How PostgreSQL reads a setting's value (`pg_settings`).
public struct SettingType: Hashable, Sendable {
    /// The kinds of values.
    public enum Kind: String, Hashable, Sendable {
        case boolean = "bool"
        case integer
        case real
        case text = "string"
        case word = "enum"
    }

    /// The kind of its values.
    public let kind: Kind
    /// What a number without a unit counts: `ms`, `kB`, `8kB`; nil when it has no unit.
    public let unit: String?
    /// Whether any role may set it; else superusers, and who was granted SET on it.
    public let isAnybodys: Bool

    init(kind: Kind, unit: String? = nil, isAnybodys: Bool = true) {
        self.kind = kind
        self.unit = unit
        self.isAnybodys = isAnybodys
    }
}
