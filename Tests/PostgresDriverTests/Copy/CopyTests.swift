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

    @Test("takes one write of any size")
    func largeWrite() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a text)")
            let line = String(repeating: "x", count: 9_999) + "\n"
            let text = [UInt8](String(repeating: line, count: 2_000).utf8)
            let copied = try await connection.copyIn("COPY t FROM STDIN") { try await $0.write(text) }
            #expect(copied == 2_000)
            let longEnough = try await connection.query("SELECT 1 FROM t WHERE length(a) = 9999")
            #expect(longEnough.count == 2_000)
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

    @Test("whose source just ends because its task is cancelled is given up")
    func cancelledAtItsEnd() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            let task = Task {
                try await connection.copyIn("COPY t FROM STDIN") { writer in
                    try await writer.write(Array("1\n".utf8))
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await connection.query("SELECT count(*) FROM t").first?.decode(Int.self, at: 0) == 0)
            try await expectUsable(connection)
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
            try await expectUsable(connection)
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

@Suite("On a real server, COPY … TO STDOUT")
struct CopyOutTests {
    @Test("hands every row out")
    func everyRow() async throws {
        try await withConnection { connection in
            let text = try await connection.copyOut("COPY (SELECT n FROM generate_series(1, 5) AS n) TO STDOUT") {
                data in
                var bytes: [UInt8] = []
                for try await piece in data { bytes += piece }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(text == "1\n2\n3\n4\n5\n")
            try await expectUsable(connection)
        }
    }

    @Test("left early leaves the connection usable")
    func leftEarly() async throws {
        try await withConnection { connection in
            try await connection.copyOut("COPY (SELECT generate_series(1, 100000000)) TO STDOUT") { data in
                for try await _ in data { break }
            }
            try await expectUsable(connection)
        }
    }

    @Test("refuses a statement that sends no data")
    func otherStatements() async throws {
        try await withConnection { connection in
            for sql: SQL in ["SELECT 1", "COPY pg_am FROM STDIN"] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await connection.copyOut(sql) { _ in #expect(Bool(false), "the closure ran") }
                }
                #expect(error?.code == .invalidStatement)
                try await expectUsable(connection)
            }
        }
    }

    @Test("as an ordinary statement is refused with the call to make instead")
    func asOrdinaryStatement() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.query("COPY pg_am TO STDOUT")
            }
            #expect(error?.code == .invalidStatement)
            #expect(error?.detail?.contains("copyOut") == true)
            #expect(!connection.isOpen)
        }
    }
}
