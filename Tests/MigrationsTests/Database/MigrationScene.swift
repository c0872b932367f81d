import DataAccessTesting
import Migrations
import PostgresDriver
import Synchronization

/// A database, the migrations given as texts, and what a runner of them reported.
final class MigrationScene: Sendable {
    let database: TestDatabase
    private let events = Mutex<[MigrationProgress]>([])
    private let watchers = Mutex<[AsyncStream<MigrationProgress>.Continuation]>([])

    init(_ database: TestDatabase) {
        self.database = database
    }

    /// What was reported so far.
    var progress: [MigrationProgress] { events.withLock { $0 } }

    /// Runs `body`, and ends what is watched with it, so that nobody waits for a report that never comes.
    func watched<R>(_ body: () async throws -> R) async rethrows -> R {
        defer { for watcher in watchers.withLock({ $0 }) { watcher.finish() } }
        return try await body()
    }

    /// What is reported from now on, until `watched` ends.
    func watch() -> AsyncStream<MigrationProgress> {
        let (stream, continuation) = AsyncStream<MigrationProgress>.makeStream()
        watchers.withLock { $0.append(continuation) }
        return stream
    }

    /// Migrations given as texts.
    static func files(_ texts: [String: String]) throws(MigrationError) -> [MigrationFile] {
        try texts.sorted { $0.key < $1.key }.map { name, text throws(MigrationError) in
            try MigrationFile(path: "migrations/\(name)", content: Array(text.utf8))
        }
    }

    /// A runner with short waits.
    func runner(
        _ files: [String: String], configuration: ConnectionConfiguration? = nil,
        adjust: (inout MigrationOptions) -> Void = { _ in }
    ) throws -> MigrationRunner {
        var options = MigrationOptions(operatorName: "tester")
        options.statementTimeout = .seconds(60)
        options.retries = RetrySchedule(attempts: 2, first: .milliseconds(10))
        adjust(&options)
        return MigrationRunner(
            connection: configuration ?? database.configuration,
            files: try Self.files(files),
            toolVersion: "1.0", options: options
        ) { [self] event in
            events.withLock { $0.append(event) }
            for watcher in watchers.withLock({ $0 }) { watcher.yield(event) }
        }
    }

    /// The first column of a query's rows.
    func texts(_ sql: SQL) async throws -> [String] {
        try await database.withConnection { connection in
            try await connection.query(sql).map { row in try row.decode(String?.self, at: 0) ?? "NULL" }
        }
    }

    /// Tables outside the catalogue and the history.
    func tables() async throws -> [String] {
        try await texts(
            """
            SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname NOT IN ('dal', 'pg_catalog', 'information_schema', 'pg_toast') AND relkind = 'r' ORDER BY 1
            """)
    }

    /// The history's rows, as `31 up done 2/2`.
    func history() async throws -> [String] {
        try await texts(
            """
            SELECT format('%s %s %s %s/%s', version, direction, state, statements_done, statements_total)
            FROM dal.migration_history ORDER BY version
            """)
    }

    /// The events, as `31 up done`.
    func recorded() async throws -> [String] {
        try await texts(
            "SELECT concat_ws(' ', version, direction, event, error_stmt, error) FROM dal.migration_events ORDER BY id")
    }
}

/// Runs a test on a database of its own.
func withScene(_ body: (MigrationScene) async throws -> Void) async throws {
    try await withTestDatabase { database in try await body(MigrationScene(database)) }
}

/// The error that `body` throws, or nil.
func failure(_ body: () async throws(MigrationError) -> [Int]) async -> MigrationError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
