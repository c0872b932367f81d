import DataAccessTesting
import Glibc
import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, cancelling a task")
struct CancellationTests {
    @Test("reaches the server, and the connection is clean afterwards")
    func reachesTheServer() async throws {
        try await withConnection { connection in
            let task = Task { try await connection.query("SELECT pg_sleep(30)") }
            try await until { connection.transactionStatus == .active }
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            #expect(error?.sqlState == .queryCanceled)
            #expect(try await connection.query("SELECT 1").first?.decode(Int.self, at: 0) == 1)
        }
    }

    @Test("while the server is still reading the statement is not lost")
    func whileTheServerReads() async throws {
        try await withConnection { connection in
            let long = String(repeating: "x", count: 50_000_000)
            let task = Task { try await connection.query("SELECT pg_sleep(60), length(\(long)::text)") }
            try await until { connection.transactionStatus == .active }
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
        }
    }

    @Test("ends even when the server hangs: the connection is closed")
    func theServerHangs() async throws {
        try await withTestDatabase { database in
            let connection = try await database.connect()
            let backend = connection.backendPID
            kill(backend, SIGSTOP)
            let task = Task { try await connection.query("SELECT 1") }
            try await until { connection.transactionStatus == .active }
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            #expect(error?.outcome == .unknown)
            #expect(!connection.isOpen)
            kill(backend, SIGCONT)
        }
    }

    @Test("before the statement is sent sends nothing")
    func beforeSending() async throws {
        try await withConnection { connection in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await connection.query("SELECT pg_sleep(30)")
            }
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            #expect(error?.outcome == .notApplied)
        }
    }

    @Test("many times over never hits the next statement")
    func neverHitsTheNext() async throws {
        try await withConnection { connection in
            for round in 0..<200 {
                let task = Task { try await connection.query("SELECT pg_sleep(0.002)") }
                // Sometimes before the statement is sent, sometimes in its middle, sometimes after its end.
                try await Task.sleep(for: .microseconds(round * 20))
                task.cancel()
                _ = await task.result
                #expect(try await connection.query("SELECT \(round)").first?.decode(Int.self, at: 0) == round)
            }
        }
    }
}
