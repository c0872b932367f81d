import DataAccessMacros
import Foundation

extension Session where R: Reads {
    /// When the transaction began, by the server's clock, which dates its rows too.
    func now() async throws(DatabaseError) -> Date {
        let row = try await query("SELECT now()").first
        guard let row else { throw DatabaseError(.decoding, detail: "the server told no time") }
        return try row.decode(at: 0)
    }
}
