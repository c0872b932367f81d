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

    /// A block of statements for the server, between quotes that do not stand in it.
    static func block(_ lines: [String]) -> [String] {
        let text = lines.joined(separator: "\n")
        var quote = "$$", number = 0
        while text.contains(quote) {
            number += 1
            quote = "$block\(number)$"
        }
        return ["DO \(quote)"] + lines + ["\(quote);"]
    }

    /// A statement in lines of some 120 characters, broken at spaces that stand in no name and no text.
    static func wrapped(_ statement: String) -> String {
        var lines = "", line = "", quote: Character?
        for word in statement.split(separator: " ", omittingEmptySubsequences: false) {
            let isBreak = quote == nil && line.count + word.count >= 120 && !line.allSatisfy(\.isWhitespace)
            if isBreak { lines += line + "\n" }
            line = isBreak ? "  \(word)" : line.isEmpty && lines.isEmpty ? String(word) : "\(line) \(word)"
            if let end = line.lastIndex(of: "\n") {
                lines += line[...end]
                line = String(line[line.index(after: end)...])
            }
            for character in word where character == "'" || character == "\"" {
                if quote == nil { quote = character } else if quote == character { quote = nil }
            }
        }
        return lines + line
    }

    /// An array of names.
    static func names(_ names: [String]) -> String {
        "ARRAY[\(names.map(literal).joined(separator: ", "))]::name[]"
    }

    /// A setting's value. Lists are stored as PostgreSQL prints them; each element is a value of its own.
    static func value(_ value: String, of setting: String) -> String {
        guard SettingList.isWrittenByElement(setting), let list = SettingList(value, of: setting),
            !list.elements.isEmpty
        else { return literal(value) }
        return list.elements.map(literal).joined(separator: ", ")
    }
}
