/// A five-character SQLSTATE, the part of a PostgreSQL error that is meant to be branched on. Message texts are not: they
/// change with the server's language and version.
public struct SQLState: RawRepresentable, Hashable, Sendable {
    /// The five characters, such as `"42501"`.
    public let rawValue: String

    /// Takes the five characters as they are; a code that PostgreSQL does not know is kept too.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first two characters, the class, such as `"23"` for integrity constraint violations.
    public var classCode: String { String(rawValue.prefix(2)) }

    /// The standard name of the condition, as PostgreSQL's appendix A and PL/pgSQL spell it, such as
    /// `insufficient_privilege`; for a code outside the table below, the code itself.
    public var conditionName: String { Self.conditionNames[rawValue] ?? rawValue }
}

extension SQLState: CustomStringConvertible {
    /// The code with its standard name: `42501 insufficient_privilege`.
    public var description: String {
        let name = conditionName
        return name == rawValue ? rawValue : "\(rawValue) \(name)"
    }
}
