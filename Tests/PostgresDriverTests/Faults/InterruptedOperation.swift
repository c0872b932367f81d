import DataAccessTesting
import PostgresDriver

/// Something that a connection can be in the middle of. Every row goes through every fault; a new operation of the
/// driver's is a new row.
struct InterruptedOperation: Sendable {
    let name: String
    /// Runs it. By itself it never ends.
    let run: @Sendable (PostgresConnection) async throws -> Void
    /// Whether a server's process is in its middle; `$1` is the process.
    let isUnderWay: @Sendable (_ backend: Int) -> SQL
    /// What its caller hears when the connection breaks.
    var codeWhenLost = DatabaseError.Code.connectionLost
    /// What is certain when the client gives it up and hears nothing from the server.
    var outcomeWhenAbandoned = DatabaseError.Outcome.unknown

    static let all = [query, result, pipeline, transaction, stream, copyIn, copyInAtItsEnd, copyOut]

    private static let query = InterruptedOperation(
        name: "a query",
        run: { _ = try await $0.query("SELECT pg_sleep(600)") }, isUnderWay: isSleeping)

    /// Some hundred kilobytes of rows arrive, and then no more.
    private static let halfAResult: SQL = """
        SELECT repeat('x', 1000), CASE WHEN i < 500 THEN '' ELSE pg_sleep(600)::text END FROM generate_series(1, 1000) i
        """

    private static let result = InterruptedOperation(
        name: "a query's result", run: { _ = try await $0.query(halfAResult) }, isUnderWay: isSleeping)

    private static let pipeline = InterruptedOperation(
        name: "a pipeline",
        run: { _ = try await $0.pipeline(["SELECT 1", halfAResult, "SELECT 2"]).map { try $0.get() } },
        isUnderWay: isSleeping)

    private static let transaction = InterruptedOperation(
        name: "a transaction in one round trip",
        run: { _ = try await $0.transaction(["SELECT 1", halfAResult]) }, isUnderWay: isSleeping,
        codeWhenLost: .commitOutcomeUnknown)

    private static let stream = InterruptedOperation(
        name: "a stream",
        run: { connection in
            try await connection.stream(halfAResult) { rows in
                for try await _ in rows {}
            }
        },
        isUnderWay: isSleeping)

    private static let copyOut = InterruptedOperation(
        name: "a COPY out",
        run: { connection in
            try await connection.copyOut("COPY (\(halfAResult)) TO STDOUT") { pieces in
                for try await _ in pieces {}
            }
        },
        isUnderWay: isSleeping)

    private static let copyIn = InterruptedOperation(
        name: "a COPY in",
        run: { connection in
            _ = try await connection.query("CREATE TEMP TABLE copied (line text)")
            let line = Array((String(repeating: "x", count: 999) + "\n").utf8)
            _ = try await connection.copyIn("COPY copied FROM STDIN WHERE line = ''") { writer in
                while true { try await writer.write(line) }
            }
        },
        isUnderWay: { "SELECT 1 FROM pg_stat_progress_copy WHERE pid = \($0)::int AND bytes_processed > 100000" },
        // The end of the data was never sent.
        outcomeWhenAbandoned: .notApplied)

    private static let copyInAtItsEnd = InterruptedOperation(
        name: "the end of a COPY in",
        run: { connection in
            _ = try await connection.query("CREATE TEMP TABLE copied (line text)")
            _ = try await connection.copyIn("COPY copied FROM STDIN WHERE pg_sleep(600)::text = ''") {
                try await $0.write(Array("x\n".utf8))
            }
        }, isUnderWay: isSleeping)

    @Sendable static func isSleeping(_ backend: Int) -> SQL {
        "SELECT 1 FROM pg_stat_activity WHERE pid = \(backend)::int AND wait_event = 'PgSleep'"
    }
}

extension InterruptedOperation {
    /// Does something for each operation at the same time.
    static func forEach(_ body: @escaping @Sendable (InterruptedOperation) async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for operation in all { group.addTask { try await body(operation) } }
            try await group.waitForAll()
        }
    }

    /// Connects, brings the connection into the operation's middle, and hands it to `body`, which breaks it.
    ///
    /// - Parameters:
    ///   - configuration: How to connect.
    ///   - database: The same database, directly.
    /// - Returns: What the connection held.
    func start(
        to configuration: ConnectionConfiguration, at database: TestDatabase,
        _ body: (Interrupted) async throws -> Void
    ) async throws -> Footprint {
        try await database.withConnection { observer in
            let connection = try await PostgresConnection.connect(to: configuration)
            let interrupted = try await Interrupted(self, connection, observer: observer)
            try await body(interrupted)
            return interrupted.footprint
        }
    }
}
