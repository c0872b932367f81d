import PostgresDriver
import Testing

@Suite("On a real server, COPY of rows")
struct CopyRowsTests {
    // MARK: What arrives

    @Test("takes 100,000 structs, NULLs among them, and leaves other columns their defaults")
    func manyRows() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let copied = try await connection.copyIn(CopiedReading.numbers(0..<100_000), into: table)
            #expect(copied == 100_000)
            let row = try #require(
                try await connection.query(
                    """
                    SELECT count(*), count(name), sum(id)::int8,
                        bool_and(name IS NULL AND id % 3 = 0 OR name = 'name ' || id), bool_and(note = 'x')
                    FROM readings
                    """
                ).first)
            let (count, names, sum, areRight, areDefault) = try row.decode(
                Int.self, Int.self, Int.self, Bool.self, Bool.self)
            #expect(count == 100_000 && names == 66_666 && sum == 4_999_950_000 && areRight && areDefault)
            try await expectUsable(connection)
        }
    }

    @Test("takes rows as they come")
    func asyncRows() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let rows = AsyncStream { continuation in
                for row in CopiedReading.numbers(0..<20_000) { continuation.yield(row) }
                continuation.finish()
            }
            let copied = try await connection.copyIn(rows, into: table)
            #expect(copied == 20_000)
            let distinct = try await connection.query("SELECT id FROM readings").count
            #expect(distinct == 20_000)
        }
    }

    @Test("of no rows copies none")
    func noRows() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let copied = try await connection.copyIn([CopiedReading](), into: table)
            #expect(copied == 0)
            try await expectNothing(in: table, connection)
        }
    }

    @Test("takes a value that is larger than a piece")
    func largeValue() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let names = (1...3).map { String(repeating: "x", count: $0 * 1_000_000) }
            let rows = names.enumerated().map { CopiedReading(id: $0, name: $1) }
            #expect(try await connection.copyIn(rows, into: table) == 3)
            let lengths = try await connection.query("SELECT length(name) FROM readings ORDER BY id").map {
                try $0.decode(Int.self, at: 0)
            }
            #expect(lengths == [1_000_000, 2_000_000, 3_000_000])
        }
    }

    @Test("quotes whatever the table and the columns are called")
    func oddNames() async throws {
        try await withConnection { connection in
            _ = try await connection.query(#"CREATE TEMP TABLE "a ""b"" (c" ("d, ""e""" int4, "select" bool)"#)
            let copied = try await connection.copyIn(
                [true, false], into: try Identifier(#"a "b" (c"#), columns: ["select", #"d, "e""#]
            ) { value, row in
                row.append(value)
                row.append(Int32(7))
            }
            #expect(copied == 2)
            let rows = try await connection.query(#"SELECT 1 FROM "a ""b"" (c" WHERE "d, ""e""" = 7"#)
            #expect(rows.count == 2)
        }
    }

    @Test("says how many rows are there when a trigger leaves some out")
    func trigger() async throws {
        try await CopiedReading.withTable { _, connection, table in
            _ = try await connection.query(
                """
                CREATE FUNCTION even() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RETURN CASE WHEN NEW.id % 2 = 0 THEN NEW END; END $$
                """)
            _ = try await connection.query(
                "CREATE TRIGGER even BEFORE INSERT ON readings FOR EACH ROW EXECUTE FUNCTION even()")
            #expect(try await connection.copyIn(CopiedReading.numbers(0..<10), into: table) == 5)
        }
    }

    // MARK: What does not fit

    @Test("with too few or too many values is refused before anything is sent")
    func wrongCount() async throws {
        try await CopiedReading.withTable { _, connection, table in
            _ = try await connection.query("BEGIN")
            for (count, problem) in [(1, "the row has 1 values"), (3, "the row has 3 values")] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await connection.copyIn([1, 2], into: table, columns: ["id", "name"]) { element, row in
                        row.append(element)
                        for _ in 1..<count { row.append(String?.none) }
                    }
                }
                #expect(error?.code == .invalidStatement && error?.outcome == .notApplied)
                #expect(error?.detail?.contains("row 1 cannot be copied: \(problem) for 2 columns") == true)
                // A COPY that had begun would have failed the transaction.
                #expect(connection.transactionStatus == .inTransaction)
            }
            _ = try await connection.query("ROLLBACK")
        }
    }

    @Test("with a wrong row far behind the first leaves nothing")
    func wrongRowLate() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn(0..<100_000, into: table, columns: ["id", "name"]) { element, row in
                    row.append(element)
                    if element != 99_000 { row.append("name") }
                }
            }
            #expect(error?.detail?.contains("row 99001 cannot be copied: the row has 1 values") == true)
            try await expectNothing(in: table, connection)
        }
    }

    @Test("with a value of another type than the column's names the column before anything is sent")
    func wrongType() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE DOMAIN size AS int4")
            _ = try await connection.query("CREATE TABLE t (small size, at timestamptz)")
            _ = try await connection.query("BEGIN")
            let table = try Identifier("t")
            let domain = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn([1], into: table, columns: ["small"]) { $1.append($0) }
            }
            #expect(domain?.detail?.contains("column small is of type int4, and the row gives it int8") == true)
            // The server would take these eight bytes for a moment.
            let moment = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn([1], into: table, columns: ["at"]) { $1.append($0) }
            }
            #expect(moment?.detail?.contains("column at is of type timestamptz, and the row gives it int8") == true)
            #expect(connection.transactionStatus == .inTransaction)
            _ = try await connection.query("ROLLBACK")
            try await expectNothing(in: table, connection)
        }
    }

    @Test("with bytes that are no value of a user's own type is the server's error")
    func usersOwnType() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TYPE pair AS (a int4, b int4)")
            _ = try await connection.query("CREATE TABLE t (p pair)")
            let table = try Identifier("t")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn([1], into: table, columns: ["p"]) { $1.append($0) }
            }
            #expect(error?.code == .server)
            try await expectNothing(in: table, connection)
        }
    }

    @Test("is refused for what is not there, or cannot be")
    func unknownNames() async throws {
        try await CopiedReading.withTable { _, connection, table in
            let noColumn = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn([1], into: table, columns: ["nothing"]) { $1.append($0) }
            }
            #expect(noColumn?.sqlState == .undefinedColumn)
            let noTable = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn([1], into: try Identifier("nothing"), columns: ["id"]) { $1.append($0) }
            }
            #expect(noTable?.sqlState == .undefinedTable)
            for columns in [[], [""], [String](repeating: "id", count: 1_601)] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await connection.copyIn([1], into: table, columns: columns) { $1.append($0) }
                }
                #expect(error?.code == .invalidStatement)
            }
            try await expectNothing(in: table, connection)
        }
    }
}
