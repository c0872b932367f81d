import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, COPY of rows that goes wrong on the way", .timeLimit(.minutes(2)))
struct CopyRowsFailureTests {
    private struct OutOfData: Error {}

    /// Starts a COPY of rows that come until the stream is finished, and waits until the server has many of them.
    private func startEndless(
        _ connection: PostgresConnection, into table: Identifier, observer: PostgresConnection
    ) async throws -> (task: Task<Int, any Error>, rows: AsyncStream<CopiedReading>.Continuation) {
        let (rows, continuation) = AsyncStream.makeStream(of: CopiedReading.self)
        for row in CopiedReading.numbers(0..<20_000) { continuation.yield(row) }
        let backend = Int(connection.backendPID)
        let task = Task { try await connection.copyIn(rows, into: table) }
        try await until {
            try await observer.query(
                "SELECT 1 FROM pg_stat_progress_copy WHERE pid = \(backend)::int AND tuples_processed > 1000"
            ).count == 1
        }
        return (task, continuation)
    }

    @Test("that violates a constraint in the middle names it, and leaves nothing")
    func uniqueViolation() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn(
                    CopiedReading.numbers(0..<100_000).map { row in
                        CopiedReading(id: row.id == 50_000 ? 49_999 : row.id, name: row.name)
                    }, into: table)
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.constraint == "readings_pkey")
            #expect(error?.outcome == .rolledBack)
            try await expectNothing(in: table, connection)
        }
    }

    @Test("whose rows give up leaves nothing, and their error passes through")
    func failingSequence() async throws {
        try await CopiedReading.withTable { _, connection, table in
            for count in [0, 10, 50_000] {
                let rows = AsyncThrowingStream<CopiedReading, any Error> { continuation in
                    for row in CopiedReading.numbers(0..<count) { continuation.yield(row) }
                    continuation.finish(throwing: OutOfData())
                }
                await #expect(throws: OutOfData.self) { try await connection.copyIn(rows, into: table) }
                try await expectNothing(in: table, connection)
                await #expect(throws: OutOfData.self) {
                    try await connection.copyIn(0...count, into: table, columns: ["id"]) { id, row in
                        guard id < count else { throw OutOfData() }
                        row.append(id)
                    }
                }
                try await expectNothing(in: table, connection)
            }
        }
    }

    @Test("a cancelled task's leaves nothing, although its rows just end")
    func cancelled() async throws {
        try await CopiedReading.withTable { database, connection, table in
            try await database.withConnection { observer in
                let (task, rows) = try await startEndless(connection, into: table, observer: observer)
                task.cancel()
                let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
                #expect(error?.code == .cancelled)
                rows.finish()
                try await expectNothing(in: table, connection)
            }
        }
    }

    @Test("a killed connection's is lost, and nothing remains")
    func killed() async throws {
        try await CopiedReading.withTable { database, observer, table in
            let connection = try await database.connect()
            let (task, rows) = try await startEndless(connection, into: table, observer: observer)
            _ = try await observer.query("SELECT pg_terminate_backend(\(Int(connection.backendPID))::int)")
            try await until { !connection.isOpen }
            for row in CopiedReading.numbers(20_000..<40_000) { rows.yield(row) }
            rows.finish()
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .connectionLost)
            try await expectNothing(in: table, observer)
        }
    }

    @Test("within a transaction fails it, and the transaction can be rolled back")
    func inTransaction() async throws {
        try await CopiedReading.withTable { _, connection, table in
            _ = try await connection.query("BEGIN")
            let rows = AsyncThrowingStream<CopiedReading, any Error> { continuation in
                for row in CopiedReading.numbers(0..<20_000) { continuation.yield(row) }
                continuation.finish(throwing: OutOfData())
            }
            await #expect(throws: OutOfData.self) { try await connection.copyIn(rows, into: table) }
            #expect(connection.transactionStatus == .inFailedTransaction)
            await connection.rollback()
            try await expectNothing(in: table, connection)
        }
    }
}
