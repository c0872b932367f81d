import PostgresCatalog
import PostgresDriver

/// Names and texts as they stand in a statement. Names come from the catalogue or the policy.
enum SQLText {
    static func name(_ name: String) throws(DatabaseError) -> String { try Identifier(name).quoted }

    static func name(_ schema: String, _ name: String) throws(DatabaseError) -> String {
        try Identifier(schema, name).quoted
    }

    /// Up to PostgreSQL 15 a membership stands once, whoever granted it; from 16 on each grantor's is an entry of its own.
    static func revocation(
        of membership: RoleMembership, on serverVersion: Int
    ) throws(DatabaseError) -> String {
        let revoke = "REVOKE \(try name(membership.group)) FROM \(try name(membership.member))"
        guard serverVersion >= 160_000, let grantor = membership.grantor else { return revoke }
        return "\(revoke) GRANTED BY \(try name(grantor))"
    }

    static func literal(_ text: String) -> String {
        let doubled = text.replacing("'", with: "''")
        guard doubled.contains("\\") else { return "'\(doubled)'" }
        return "E'\(doubled.replacing("\\", with: "\\\\"))'"
    }

    /// A setting's value. Lists are stored as PostgreSQL prints them; each element is a value of its own.
    static func value(_ value: String, of setting: String) -> String {
        guard SettingList.isWrittenByElement(setting), let list = SettingList(value, of: setting),
            !list.elements.isEmpty
        else { return literal(value) }
        return list.elements.map(literal).joined(separator: ", ")
    }
}
