import PostgresCatalog
public import PostgresDriver

/// Takes in a database that exists already: tells who owns what and what would break under least privilege, and writes
/// the history of what was there before there was one.
///
/// Whether the database has what the files say is for the operator to know. Afterwards ``MigrationVerification`` asks it.
public struct Adoption: Sendable {
    private let configuration: ConnectionConfiguration
    private let files: [MigrationFile]
    private let toolVersion: String
    private let options: MigrationOptions

    /// An adoption.
    /// - Parameters:
    ///   - connection: how to reach the database, directly, as its administrator.
    ///   - files: the migrations, from `MigrationDirectory.load`.
    ///   - toolVersion: the running tool's version, for the history.
    ///   - options: limits and the operator's name.
    public init(
        connection: ConnectionConfiguration, files: [MigrationFile], toolVersion: String,
        options: MigrationOptions = MigrationOptions()
    ) {
        configuration = connection
        self.files = files
        self.toolVersion = toolVersion
        self.options = options
    }

    /// Looks at the database. Changes nothing and takes no lock.
    /// - Parameter tenantColumn: the column by which a table's tenants are kept apart.
    /// - Throws: `MigrationError` when it cannot be read. Safe to retry.
    public func survey(tenantColumn: String = "tenant_id") async throws(MigrationError) -> DatabaseSurvey {
        let administrator = configuration.user
        return try await withConnection(to: configuration, while: "looking at the database") {
            connection throws(DatabaseError) in
            let snapshot = try await CatalogSnapshot.read(from: connection)
            var sessions: [String: Int] = [:]
            for row in try await connection.query(Self.sessions) {
                sessions[try row.decode(String.self, at: 0)] = try row.decode(Int.self, at: 1)
            }
            return DatabaseSurvey(
                of: snapshot, administrator: administrator, sessions: sessions, tenantColumn: tenantColumn)
        }
    }

    /// The file of a first migration that makes what the database has, by the server's own pg_dump. Changes nothing; waits
    /// for who holds an ACCESS EXCLUSIVE lock no longer than the options' `lockTimeout`.
    /// - Throws: `MigrationError`: `historyExists`, `dumpImpossible`, or the database cannot be read. Safe to retry.
    public func baselineFile() async throws(MigrationError) -> BaselineFile {
        let version = try await PinnedSession.run(to: configuration, options: options) {
            session throws(MigrationError) in
            try AdoptionPlan.refuse(try await HistoryTable(connection: session.connection).entries())
            return try await session.decode(
                "SELECT current_setting('server_version_num')::int4 / 10000", while: "asking for the server's version"
            ) { row throws(DatabaseError) in try row.decode(Int.self, at: 0) }.first ?? 0
        }
        let dump = SchemaDump(configuration: configuration, lockTimeout: options.lockTimeout)
        return try BaselineFile(dump: try await dump.text(majorVersion: version))
    }

    /// What `adopt` would write. Changes nothing and takes no lock.
    /// - Parameter baseline: the newest version whose effects are in the database; all below it are taken as applied too.
    /// - Throws: `MigrationError`: `historyExists`, `unknownTarget`, or the database cannot be read. Safe to retry.
    public func plan(baseline: Int) async throws(MigrationError) -> AdoptionPlan {
        try await PinnedSession.run(to: configuration, options: options) { session throws(MigrationError) in
            try await plan(baseline: baseline, in: session)
        }
    }

    /// Writes the history that a plan says, in one transaction under the runners' lock. No migration is run.
    /// - Throws: `MigrationError`; `planMoved` and `historyExists` before anything is written. Safe to retry: a second
    ///   adoption is refused.
    public func adopt(_ plan: AdoptionPlan) async throws(MigrationError) {
        try await PinnedSession.run(to: configuration, options: options) { session throws(MigrationError) in
            let lock = AdvisoryLock(session: session)
            try await lock.acquire(within: options.lockWait)
            let found = try await self.plan(baseline: plan.baseline, in: session)
            guard found.hash == plan.hash else { throw .planMoved(expected: plan.hash, found: found.hash) }
            try await HistoryTable(connection: session.connection).bringUpToDate()
            do throws(MigrationError) {
                try await write(plan, in: session)
            } catch {
                await session.connection.rollBackIfOpen()
                throw error
            }
            try await lock.release()
        }
    }

    private func plan(baseline: Int, in session: PinnedSession) async throws(MigrationError) -> AdoptionPlan {
        try AdoptionPlan(
            baseline: baseline, files: files,
            history: try await HistoryTable(connection: session.connection).entries())
    }

    private func write(_ plan: AdoptionPlan, in session: PinnedSession) async throws(MigrationError) {
        var limits = StatementLimits(options, local: true)
        try await session.begin(limits.changes(before: .rows))
        for file in plan.files {
            let record = RunRecord(
                step: MigrationPlan.Step(direction: .up, file: file), operatorName: options.operatorName,
                toolVersion: toolVersion, planHash: plan.hash)
            try await session.write(
                record.row(.done, statementsDone: record.statementsTotal),
                record.event(.adopted(reason: "baseline \(plan.baseline)")))
        }
        try await session.commit("adopting the database")
    }

    private static let sessions: SQL = """
        SELECT usename::text, count(*) FROM pg_catalog.pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL GROUP BY 1
        """
}
