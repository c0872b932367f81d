/// A name of a table, a column, a role: checked once, quoted whenever it is rendered.
///
/// It is the only way a name that is not written in the source can enter a statement.
public struct Identifier: Hashable, Sendable {
    /// PostgreSQL cuts longer names silently (`NAMEDATALEN` − 1), so that two of them could become one.
    private static let longest = 63

    /// The parts, outermost first: one for a simple name, two for `schema.table`.
    private let parts: [String]

    /// Checks a simple name.
    ///
    /// - Parameter name: 1 to 63 bytes of UTF-8 without a NUL character. Anything else is quoted, so any character may
    ///   be in it.
    /// - Throws: `.invalidStatement` when the name is empty, too long, or has a NUL character.
    public init(_ name: String) throws(DatabaseError) {
        parts = [try Self.check(name)]
    }

    /// Checks a name within another, such as a table within a schema.
    ///
    /// - Throws: `.invalidStatement` when either name is empty, too long, or has a NUL character.
    public init(_ outer: String, _ inner: String) throws(DatabaseError) {
        parts = [try Self.check(outer), try Self.check(inner)]
    }

    /// The name, quoted: `"vendors"`, `"public"."vendors"`.
    public var quoted: String {
        parts.map { #""\#($0.replacing(#"""#, with: #""""#))""# }.joined(separator: ".")
    }

    private static func check(_ name: String) throws(DatabaseError) -> String {
        guard !name.isEmpty, name.utf8.count <= longest, !name.utf8.contains(0) else {
            throw DatabaseError(
                .invalidStatement,
                detail:
                    "an identifier must have 1 to \(longest) bytes and no NUL character; this one has \(name.utf8.count)"
            )
        }
        return name
    }
}
