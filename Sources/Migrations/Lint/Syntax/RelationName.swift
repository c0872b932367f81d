import StatementAnalysis

/// The name of a table, view or index. Without a schema it means the one in `public`.
struct RelationName: Hashable, CustomStringConvertible {
    let schema: String
    let name: String
    let isTemporary: Bool
    /// Whether the schema is written, and not taken for granted.
    let isQualified: Bool

    init(schema: String = "public", name: String, isTemporary: Bool = false, isQualified: Bool = true) {
        self.schema = schema
        self.name = name
        self.isQualified = isQualified
        self.isTemporary = isTemporary || schema == "pg_temp"
    }

    /// The name in a `RangeVar`.
    init(_ range: SyntaxNode) {
        self.init(
            schema: range.text("schemaname") ?? "public", name: range.text("relname") ?? "",
            isTemporary: range.text("relpersistence") == "t", isQualified: range.text("schemaname") != nil)
    }

    /// The name from its parts, the schema before it or not.
    init(parts: [String]) {
        self.init(
            schema: parts.dropLast().last ?? "public", name: parts.last ?? "", isQualified: parts.count > 1)
    }

    /// A temporary table hides another of its name from every later statement, so the two are one name.
    static func == (one: Self, other: Self) -> Bool { one.schema == other.schema && one.name == other.name }

    func hash(into hasher: inout Hasher) {
        hasher.combine(schema)
        hasher.combine(name)
    }

    var description: String { schema == "public" ? name : "\(schema).\(name)" }
}
