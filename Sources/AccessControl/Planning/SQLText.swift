import PostgresDriver

/// Names and texts as they stand in a statement. Names come from the catalogue or the policy.
enum SQLText {
    static func name(_ name: String) throws(DatabaseError) -> String { try Identifier(name).quoted }

    static func name(_ schema: String, _ name: String) throws(DatabaseError) -> String {
        try Identifier(schema, name).quoted
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
