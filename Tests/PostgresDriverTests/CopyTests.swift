import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, COPY")
struct CopyTests {
    @Test("takes a stream larger than any buffer")
    func largeStream() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int, b text)")
            let line = String(repeating: "x", count: 1_000)
            let copied = try await connection.copyIn("COPY t FROM STDIN WITH (FORMAT csv)") { writer in
                for number in 0..<5_000 { try await writer.write(Array("\(number),\(line)\n".utf8)) }
            }
            #expect(copied == 5_000)
            #expect(
                try await connection.query("SELECT sum(length(b)) FROM t").first?.decode(Int.self, at: 0) == 5_000_000)
        }
    }

    private struct OutOfData: Error {}

    @Test("that its source gives up leaves no row, and its error passes through")
    func givenUp() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            await #expect(throws: OutOfData.self) {
                try await connection.copyIn("COPY t FROM STDIN") { writer in
                    try await writer.write(Array("1\n".utf8))
                    throw OutOfData()
                }
            }
            #expect(try await connection.query("SELECT count(*) FROM t").first?.decode(Int.self, at: 0) == 0)
        }
    }

    @Test("of a cancelled task is given up, and the connection is clean afterwards")
    func cancelled() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            let task = Task {
                try await connection.copyIn("COPY t FROM STDIN") { writer in
                    try await writer.write(Array("1\n".utf8))
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await writer.write(Array("2\n".utf8))
                }
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(connection.transactionStatus == .idle)
            #expect(try await connection.query("SELECT count(*) FROM t").first?.decode(Int.self, at: 0) == 0)
        }
    }

    @Test("that waits because the server waits for a lock can be cancelled")
    func cancelledWhileFull() async throws {
        try await withTestDatabase { database in
            let holder = try await database.connect()
            _ = try await holder.query("SELECT pg_advisory_lock(1)")
            let connection = try await database.connect()
            _ = try await connection.query("CREATE TEMP TABLE t (a text)")
            _ = try await connection.query(
                """
                CREATE FUNCTION pg_temp.wait() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_lock(1); RETURN NEW; END $$
                """)
            _ = try await connection.query(
                "CREATE TRIGGER w BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION pg_temp.wait()")
            let line = Array((String(repeating: "x", count: 60_000) + "\n").utf8)
            let task = Task {
                try await connection.copyIn("COPY t FROM STDIN") { writer in
                    while true { try await writer.write(line) }
                }
            }
            try await until {
                try await holder.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").count == 1
            }
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            await connection.close()
            await holder.close()
        }
    }

    @Test("of bad data is the server's error")
    func badData() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn("COPY t FROM STDIN") { try await $0.write(Array("not a number\n".utf8)) }
            }
            #expect(error?.sqlState?.rawValue == "22P02")
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test("is refused for a statement that copies nothing in")
    func notACopy() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) { try await connection.copyIn("SELECT 1") { _ in } }
            #expect(error?.code == .invalidStatement)
            let after = try await connection.query("SELECT 1")
            #expect(after.count == 1)
        }
    }
}
