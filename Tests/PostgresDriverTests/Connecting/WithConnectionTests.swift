import DataAccessTesting
import PostgresDriver
import Testing

@Suite("A connection for a while")
struct WithConnectionTests {
    private struct Failure: Error, Equatable {
        let number: Int
    }

    @Test("gives what its body gives, and is closed")
    func success() async throws {
        try await withTestDatabase { database in
            let connection = try await PostgresConnection.withConnection(to: database.configuration) { connection in
                #expect(connection.isOpen)
                return connection
            }
            #expect(!connection.isOpen)
        }
    }

    @Test("throws its body's error unchanged, and is closed")
    func failure() async throws {
        try await withTestDatabase { database in
            var kept: PostgresConnection?
            await #expect(throws: Failure(number: 7)) {
                try await PostgresConnection.withConnection(to: database.configuration) { connection in
                    kept = connection
                    throw Failure(number: 7)
                }
            }
            #expect(kept?.isOpen == false)
        }
    }
}
