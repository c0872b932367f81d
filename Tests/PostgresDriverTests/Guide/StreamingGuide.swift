import PostgresDriver
import Testing

@Suite("The guide's streaming")
struct StreamingGuide {
    @Test("takes the rows it wants")
    func streaming() async throws {
        try await withVendors { connection, _ in
            // snippet: streaming
            let total = try await connection.stream("SELECT generate_series(1, \(100_000_000))") { rows in
                var total = 0
                for try await row in rows {
                    total += try row.decode(Int.self, at: 0)
                    if total > 1_000 { break }
                }
                return total
            }
            // end
            #expect(total == 1_035)
            try await expectUsable(connection)
        }
    }
}
