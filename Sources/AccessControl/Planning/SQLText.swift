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
        guard listSettings.contains(setting.lowercased()) else { return literal(value) }
        guard !value.isEmpty else { return "''" }
        return elements(value).map(literal).joined(separator: ", ")
    }

    /// The settings marked GUC_LIST_QUOTE in PostgreSQL 15's guc.c, as pg_dump has them.
    private static let listSettings: Set = [
        "local_preload_libraries", "search_path", "session_preload_libraries", "shared_preload_libraries",
        "temp_tablespaces", "unix_socket_directories",
    ]

    private static func elements(_ list: String) -> [String] {
        var elements: [String] = [], element = "", isQuoted = false
        for character in list {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                elements.append(element)
                element = ""
            case " " where !isQuoted: break
            default: element.append(character)
            }
        }
        return elements + [element]
    }
}
