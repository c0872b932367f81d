public import PostgresDriver

/// Applies migrations to a database and rolls them back, one runner at a time.
///
/// It works through one direct connection of its own, as the administrator who owns the schema; never through a
/// pooler. Each migration is one transaction together with its verification and its row in `dal.migration_history`,
/// so that it took effect if and only if the history says so.
public struct MigrationRunner: Sendable {
    let configuration: ConnectionConfiguration
    private let files: [MigrationFile]
    private let toolVersion: String
    let options: MigrationOptions
    let progress: @Sendable (MigrationProgress) -> Void

    /// A runner.
    /// - Parameters:
    ///   - connection: how to reach the database, directly, as its administrator.
    ///   - files: the migrations, from `MigrationDirectory.load`.
    ///   - toolVersion: the running tool's version, for the history.
    ///   - options: limits and the operator's name.
    ///   - progress: is told what happens, in order.
    public init(
        connection: ConnectionConfiguration, files: [MigrationFile], toolVersion: String,
        options: MigrationOptions = MigrationOptions(),
        progress: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) {
        configuration = connection
        self.files = files
        self.toolVersion = toolVersion
        self.options = options
        self.progress = progress
    }

    /// Where every version stands. Changes nothing and takes no lock.
    /// - Throws: `MigrationError` when the database cannot be read. Safe to retry.
    public func status() async throws(MigrationError) -> [MigrationStatus] {
        try await planner().statuses()
    }

    /// What a request would do now. Changes nothing and takes no lock.
    /// - Throws: `MigrationError` when it would be refused. Safe to retry.
    public func plan(_ request: MigrationRequest) async throws(MigrationError) -> MigrationPlan {
        try await PinnedSession.run(to: configuration, options: options, progress: progress) {
            session throws(MigrationError) in try await plan(request, in: session)
        }
    }

    /// Applies what is pending, up to and including a version, or all of it.
    /// - Returns: the versions applied, in order; empty when there was nothing to do.
    /// - Throws: `MigrationError`. What was committed before it stays applied; a retry goes on from there.
    public func apply(upTo target: Int? = nil) async throws(MigrationError) -> [Int] {
        try await run(.apply(upTo: target))
    }

    /// Undoes every version above one, newest first; 0 undoes all.
    /// - Returns: the versions undone, in order; empty when there was nothing to do.
    /// - Throws: `MigrationError`. What was undone before it stays undone; a retry goes on from there.
    public func rollback(to target: Int) async throws(MigrationError) -> [Int] {
        try await run(.rollback(to: target))
    }

    /// Does what a plan says, provided that files and history are still what it was made from.
    /// - Returns: the versions applied or undone, in order.
    /// - Throws: `MigrationError`; `planMoved` before anything is done when they are not.
    public func apply(_ plan: MigrationPlan) async throws(MigrationError) -> [Int] {
        try await run(plan.request, expecting: plan.hash)
    }

    private func planner() async throws(MigrationError) -> MigrationPlanner {
        try await PinnedSession.run(to: configuration, options: options, progress: progress) {
            session throws(MigrationError) in
            MigrationPlanner(files: files, history: try await HistoryTable(connection: session.connection).entries())
        }
    }

    /// The plan for a request, for the schema as it stands.
    func plan(_ request: MigrationRequest, in session: PinnedSession) async throws(MigrationError) -> MigrationPlan {
        let history = try await HistoryTable(connection: session.connection).entries()
        let plan = try MigrationPlanner(files: files, history: history).plan(request)
        return plan.steps.isEmpty ? plan : plan.bound(to: try await session.judgedSchema())
    }

    private func run(
        _ request: MigrationRequest, expecting hash: String? = nil
    ) async throws(MigrationError) -> [Int] {
        try await PinnedSession.run(to: configuration, options: options, progress: progress) {
            session throws(MigrationError) in
            let lock = AdvisoryLock(connection: session.connection)
            try await lock.acquire(within: options.lockWait)
            let done = try await runLocked(request, expecting: hash, in: session)
            try await lock.release()
            return done
        }
    }

    private func runLocked(
        _ request: MigrationRequest, expecting hash: String?, in session: PinnedSession
    ) async throws(MigrationError) -> [Int] {
        let plan = try await plan(request, in: session)
        if let hash, hash != plan.hash { throw .planMoved(expected: hash, found: plan.hash) }
        if !plan.steps.isEmpty { try await HistoryTable(connection: session.connection).createIfMissing() }
        var done: [Int] = []
        for step in plan.steps {
            if Task.isCancelled { throw .cancelled(before: step, done: done) }
            try await run(step, of: plan, in: session, done: done)
            done.append(step.file.version)
        }
        return done
    }

    private func run(
        _ step: MigrationPlan.Step, of plan: MigrationPlan, in session: PinnedSession, done: [Int]
    ) async throws(MigrationError) {
        let began = ContinuousClock.now
        progress(.started(step.direction, version: step.file.version, name: step.file.name))
        let record = RunRecord(
            step: step, operatorName: options.operatorName, toolVersion: toolVersion, planHash: plan.hash)
        if step.isTransactional {
            let inquiry = OutcomeInquiry(configuration: configuration, options: options)
            try await TransactionalRun(
                session: session, record: record, inquiry: inquiry, before: step.direction.account(of: done)
            ).run()
        } else {
            try await StepwiseRun(session: session, record: record).run()
        }
        progress(
            .finished(
                step.direction, version: step.file.version, name: step.file.name, duration: ContinuousClock.now - began)
        )
    }
}

extension MigrationDirection {
    /// What a run did so far, for messages: `applied before it in this run: 30, 31`.
    fileprivate func account(of versions: [Int]) -> String {
        let did = self == .up ? "applied" : "rolled back"
        guard !versions.isEmpty else { return "nothing was \(did) before it in this run" }
        return "\(did) before it in this run: \(versions.map(String.init).joined(separator: ", "))"
    }
}

extension MigrationError {
    fileprivate static func cancelled(before step: MigrationPlan.Step, done: [Int]) -> MigrationError {
        MigrationError(
            .cancelled, "cancelled before \(step.file.fileName)",
            advice: "Nothing of it remains; \(step.direction.account(of: done)).")
    }
}
