import ConnectionPooling
import DataAccessTesting
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Connections of a pool", .timeLimit(.minutes(1)))
struct PooledConnectionTests {
    @Test("a connection that answers is valid; one that was closed is not")
    func signOfLife() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                #expect(await connection.validate())
                #expect(connection.isReusable)
                await connection.close()
                #expect(await !connection.validate())
                #expect(!connection.isReusable)
            }
        }
    }

    @Test("pain 7: a session that may write on a server that takes no writes is not valid, whatever it answers")
    func demotedPrimary() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                // What a standby does to every transaction, and this one only to itself.
                _ = try await connection.query("BEGIN READ ONLY")
                #expect(await !connection.validate())
                _ = try await connection.query("ROLLBACK")
                // A session that is to read only is at home there.
                _ = try await connection.query("SET default_transaction_read_only = on")
                #expect(await connection.validate())
            }
        }
    }

    @Test("pain 13: inside a transaction, aborted or not, a connection may not serve another caller")
    func transactionStatus() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query("BEGIN")
                #expect(!connection.isReusable)
                await #expect(throws: DatabaseError.self) { try await connection.query("SELECT 1 / 0") }
                #expect(!connection.isReusable)
                _ = try await connection.query("ROLLBACK")
                #expect(connection.isReusable)
            }
        }
    }

    @Test("a caller on a loop of the executor is told the number its own connections have")
    func home() async throws {
        #expect(PostgresConnection.callersHome == nil)
        try await withTestDatabase { database in
            try await withTaskExecutorPreference(PostgresExecutor.shared) {
                try await database.withConnection { connection in
                    // The answer is delivered on the connection's loop, and the task goes on there.
                    _ = try await connection.query("SELECT 1")
                    #expect(PostgresConnection.callersHome == connection.home)
                    #expect((0..<PostgresExecutor.shared.loopCount).contains(connection.home))
                }
            }
        }
    }
}
