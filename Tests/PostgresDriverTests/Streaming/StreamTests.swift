import PostgresDriver
import Testing

@Suite("On a real server, a stream of rows")
struct StreamTests {
    @Test("hands every row out, in order, and the connection is clean afterwards")
    func allRows() async throws {
        try await withConnection { connection in
            for _ in 0..<2 {
                let sum = try await connection.stream("SELECT n FROM generate_series(1, \(10_000)) AS n") { rows in
                    var expected = 0
                    for try await row in rows {
                        expected += 1
                        #expect(try row.decode(Int.self, at: 0) == expected)
                    }
                    return expected
                }
                #expect(sum == 10_000)
            }
            try await expectUsable(connection)
        }
    }

    @Test("left early ends at the server too, and leaves the connection usable")
    func leftEarly() async throws {
        try await withConnection { connection in
            for _ in 0..<20 {
                let first = try await connection.stream("SELECT generate_series(1, 1000000000)") { rows in
                    for try await row in rows { return try row.decode(Int.self, at: 0) }
                    return 0
                }
                #expect(first == 1)
                #expect(connection.transactionStatus == .idle)
                #expect(try await connection.query("SELECT 2").first?.decode(Int.self, at: 0) == 2)
            }
        }
    }

    @Test("left early in a transaction does not fail the transaction")
    func leftEarlyInTransaction() async throws {
        try await withConnection { connection in
            _ = try await connection.query("BEGIN")
            try await connection.stream("SELECT n FROM generate_series(1, 100000) AS n") { rows in
                for try await _ in rows { break }
            }
            #expect(connection.transactionStatus == .inTransaction)
            #expect(try await connection.query("COMMIT").commandTag == "COMMIT")
        }
    }

    @Test("passes the closure's own error on")
    func ownError() async throws {
        struct Own: Error {}
        try await withConnection { connection in
            await #expect(throws: Own.self) {
                try await connection.stream("SELECT n FROM generate_series(1, 1000000) AS n") { rows in
                    for try await _ in rows { throw Own() }
                }
            }
            try await expectUsable(connection)
        }
    }

    @Test("fails where the server fails, after the rows before it")
    func errorMidway() async throws {
        try await withConnection { connection in
            var count = 0
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.stream("SELECT 1 / (1000 - n) FROM generate_series(1, 100000) AS n") { rows in
                    for try await _ in rows { count += 1 }
                }
            }
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(count == 999)
            try await expectUsable(connection)
        }
    }

    @Test("cancelled by its task says so, and the connection is clean")
    func cancelled() async throws {
        try await withConnection { connection in
            let task = Task {
                try await connection.stream("SELECT pg_sleep(0.001) FROM generate_series(1, 1000000)") { rows in
                    for try await _ in rows { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            try await expectUsable(connection)
        }
    }

    @Test("of an unsound statement fails before the closure runs")
    func unsoundStatement() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.stream("SELECT nonsense") { _ in #expect(Bool(false), "the closure ran") }
            }
            #expect(error?.sqlState?.rawValue == "42703")
        }
    }

    @Test("holds its scope from the first row to the last, and not beyond")
    func scope() async throws {
        try await withConnection { connection in
            for _ in 0..<2 {
                try await connection.stream(
                    "SELECT current_setting('app.tenant') FROM generate_series(1, 1000)",
                    under: TransactionScope(["app.tenant": "acme"])
                ) { rows in
                    var count = 0
                    for try await row in rows {
                        count += 1
                        #expect(try row.decode(String.self, at: 0) == "acme")
                    }
                    #expect(count == 1_000)
                }
            }
            let after = try await connection.query("SELECT current_setting('app.tenant', true)").first
            #expect(try after?.decode(String.self, at: 0) == "")
        }
    }

    @Test("of a scope that the server refuses fails, and the connection is clean")
    func refusedScope() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.stream("SELECT 1", under: TransactionScope(["no_such_setting": "x"])) { _ in }
            }
            #expect(error?.sqlState == .undefinedObject)
            try await expectUsable(connection)
        }
    }

    @Test("prepares its statement again after the table has changed")
    func alteredTable() async throws {
        try await withConnection { connection in
            try await connection.query("CREATE TABLE t (a int)")
            try await connection.query("INSERT INTO t VALUES (1)")
            for columns in 1...3 {
                try await connection.stream("SELECT * FROM t") { rows in
                    for try await row in rows { #expect(row.columns.count == columns) }
                }
                let name = try Identifier("c\(columns)")
                try await connection.query("ALTER TABLE t ADD COLUMN \(name) text")
            }
        }
    }

    @Test("of a COPY is refused with the call to make instead", arguments: ["TO STDOUT", "FROM STDIN"])
    func copy(direction: String) async throws {
        try await withConnection { connection in
            try await connection.query("CREATE TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.stream("COPY t \(SQL(verbatim: direction))") { _ in }
            }
            #expect(error?.code == .invalidStatement)
            #expect(error?.detail?.contains("call copy") == true)
            #expect(!connection.isOpen)
        }
    }

    @Test("keeps other statements off the connection")
    func keepsOthersOff() async throws {
        try await withConnection { connection in
            try await connection.stream("SELECT n FROM generate_series(1, 10) AS n") { rows in
                var iterator = rows.makeAsyncIterator()
                _ = try await iterator.next()
                let error = await #expect(throws: DatabaseError.self) { _ = try await connection.query("SELECT 1") }
                #expect(error?.code == .connectionBusy)
            }
        }
    }
}
