import DataAccessTesting
import Glibc
import LocalPostgres
import PostgresDriver
import Testing

@Suite("A server that has no session to give", .timeLimit(.minutes(2)))
struct ServerRefusalTests {
    @Test("because it is full or shutting down says so, and it is safe to try again")
    func fullAndShuttingDown() async throws {
        let server = try await TestServer.start(
            settings: ["max_connections": "5", "superuser_reserved_connections": "0", "max_wal_senders": "0"])
        let configuration = server.superuserConfiguration()
        var connections: [PostgresConnection] = []
        for _ in 0..<5 { connections.append(try await PostgresConnection.connect(to: configuration)) }

        let full = await #expect(throws: DatabaseError.self) { try await PostgresConnection.connect(to: configuration) }
        #expect(full?.code == .connectionFailed)
        #expect(full?.sqlState == .tooManyConnections)
        #expect(full?.isRetrySafe == true)

        // It shuts down once the sessions have ended, and until then turns everybody away.
        kill(server.server.pid, SIGTERM)
        var stopping: DatabaseError?
        repeat {
            stopping = await #expect(throws: DatabaseError.self) {
                try await PostgresConnection.connect(to: configuration)
            }
        } while stopping?.sqlState == .tooManyConnections
        #expect(stopping?.sqlState == .cannotConnectNow)
        #expect(stopping?.isRetrySafe == true)
        for connection in connections { await connection.close() }
        _ = await server.server.waitForExit()
    }

    @Test("because the login has as many as it may")
    func loginIsFull() async throws {
        try await withTestDatabase { database in
            let role = try Identifier("limited_\(database.name)")
            try await database.withConnection { connection in
                _ = try await connection.query("CREATE ROLE \(role) LOGIN PASSWORD 'p' CONNECTION LIMIT 0")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.connect(as: "limited_\(database.name)", password: "p")
            }
            #expect(error?.sqlState == .tooManyConnections)
            #expect(error?.isRetrySafe == true)
            try await database.withConnection { connection in
                _ = try await connection.query("DROP ROLE \(role)")
            }
        }
    }
}
