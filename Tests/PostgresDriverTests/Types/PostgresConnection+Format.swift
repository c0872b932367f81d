@testable import PostgresDriver

extension PostgresConnection {
    /// Runs a statement and has its result in one format: a first use is answered in text, a second one in binary when
    /// every column's type can be read so.
    func query(_ sql: SQL, in format: PostgresType.Format) async throws(DatabaseError) -> QueryResult {
        let marked: SQL = "\(sql) \(SQL(verbatim: "-- \(UInt64.random(in: 0 ... .max))"))"
        let first = try await query(marked)
        return format == .text ? first : try await query(marked)
    }
}
