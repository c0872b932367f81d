import Glibc

/// A statement that has been checked and can be handed to libpq.
struct StatementMessage: Sendable {
    /// A value of the server's has at most 1 GB − 1 byte (`MaxAllocSize`), and so have all of a statement's together.
    private static let mostBytes = 0x3fff_ffff

    let sql: SQL
    /// What the statement is known by in the cache.
    let key: StatementCache.Key

    /// - Throws: `.invalidStatement` for a NUL character, which PostgreSQL's text cannot hold and libpq would cut at, for
    ///   more than 65,535 parameters, and for values of more than 1 GB.
    init(_ sql: SQL) throws(DatabaseError) {
        self.sql = sql
        key = StatementCache.Key(text: sql.text, types: sql.parameters.map(\.type))
        if let problem = Self.problem(sql) { throw DatabaseError(.invalidStatement, detail: problem) }
    }

    private static func problem(_ sql: SQL) -> String? {
        guard sql.parameters.count <= Int(UInt16.max) else {
            return "\(sql.parameters.count) parameters; the protocol takes at most 65,535"
        }
        guard sql.values.count <= mostBytes else { return "the values have more than 1 GB" }
        var text = sql.text
        guard !text.withUTF8({ holdsNUL(UnsafeRawBufferPointer($0)) }) else {
            return "the statement's text holds a NUL character"
        }
        let bad = sql.values.withUnsafeBytes { values in
            sql.parameters.firstIndex { parameter in
                guard parameter.format == .text, let bytes = parameter.bytes else { return false }
                return holdsNUL(UnsafeRawBufferPointer(rebasing: values[bytes]))
            }
        }
        return bad.map { "parameter $\($0 + 1) holds a NUL character, which PostgreSQL's text cannot" }
    }

    private static func holdsNUL(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return memchr(start, 0, bytes.count) != nil
    }
}
