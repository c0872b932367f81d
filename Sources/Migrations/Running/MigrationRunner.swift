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
        try await run(.apply(upTo: target)).versions
    }

    /// Undoes every version above one, newest first; 0 undoes all.
    /// - Returns: the versions undone, in order; empty when there was nothing to do.
    /// - Throws: `MigrationError`. What was undone before it stays undone; a retry goes on from there.
    public func rollback(to target: Int) async throws(MigrationError) -> [Int] {
        try await run(.rollback(to: target)).versions
    }

    /// Goes on with the migration outside a transaction that stopped half-way, from its first statement not done.
    /// - Returns: its version.
    /// - Throws: `MigrationError`: `nothingUnfinished`; `changedAfterApplied` when a statement already done reads
    ///   otherwise in the file now; `inDoubt` when nobody can tell whether the statement took effect during which the run
    ///   ended. A retry goes on from where this stopped.
    public func resume() async throws(MigrationError) -> [Int] {
        try await run(.resume).versions
    }

    /// Declares how many statements of the migration that stopped half-way are done, without running any of them: 0 means
    /// that nothing of it remains, all of them that it is finished, which its verification has to confirm.
    /// - Parameters:
    ///   - count: 0 to the number of its statements.
    ///   - reason: why that is known, for `dal.migration_events`.
    /// - Returns: its version.
    /// - Throws: `MigrationError`: `nothingUnfinished`, `noSuchStatement`, `verificationFailed`. Safe to retry.
    public func repair(at count: Int, reason: String) async throws(MigrationError) -> [Int] {
        try await run(.repair(at: count, reason: reason)).versions
    }

    /// Does what a plan says, provided that files and history are still what it was made from.
    /// - Returns: the versions applied or undone, in order.
    /// - Throws: `MigrationError`; `planMoved` before anything is done when they are not.
    public func apply(_ plan: MigrationPlan) async throws(MigrationError) -> [Int] {
        try await run(plan.request, agreed: plan.hash).versions
    }

    /// Does what is asked, as the plan says that it makes under the runners' lock.
    /// - Parameter hash: that plan's; nil agrees to whatever it is.
    /// - Throws: `MigrationError` as the request's own function does; `planMoved` before anything is done when the plan is
    ///   another one. A retry is as safe as there.
    public func run(_ request: MigrationRequest, agreed hash: String? = nil) async throws(MigrationError)
        -> MigrationRun
    {
        try await PinnedSession.run(to: configuration, options: options, progress: progress) {
            session throws(MigrationError) in
            let lock = AdvisoryLock(session: session)
            try await lock.acquire(within: options.lockWait)
            let done = try await runLocked(request, agreed: hash, in: session)
            try await lock.release()
            return done
        }
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

    private func runLocked(
        _ request: MigrationRequest, agreed hash: String?, in session: PinnedSession
    ) async throws(MigrationError) -> MigrationRun {
        let plan = try await plan(request, in: session)
        if let hash, hash != plan.hash { throw .planMoved(expected: hash, found: plan.hash) }
        if !plan.steps.isEmpty { try await HistoryTable(connection: session.connection).bringUpToDate() }
        var done: [Int] = []
        for step in plan.steps {
            if Task.isCancelled { throw .cancelled(before: step, done: done) }
            do throws(MigrationError) {
                switch request {
                case .apply, .rollback: try await run(step, of: plan, in: session, done: done)
                case .resume: try await resume(step, of: plan, in: session)
                case .repair(let count, let reason):
                    try await repair(step, of: plan, at: count, reason, in: session)
                }
            } catch {
                throw error.located(by: step.file.origins)
            }
            done.append(step.file.version)
        }
        return MigrationRun(versions: done, planHash: plan.hash)
    }

    private func run(
        _ step: MigrationPlan.Step, of plan: MigrationPlan, in session: PinnedSession, done: [Int]
    ) async throws(MigrationError) {
        try await reporting(step) { () async throws(MigrationError) in
            let record = record(of: step, in: plan)
            if step.isTransactional {
                let inquiry = OutcomeInquiry(configuration: configuration, options: options)
                try await TransactionalRun(
                    session: session, record: record, inquiry: inquiry, done: done
                ).run()
            } else {
                try await StepwiseRun(session: session, record: record).run()
            }
        }
    }

    /// Goes on with a migration that stopped half-way.
    private func resume(
        _ step: MigrationPlan.Step, of plan: MigrationPlan, in session: PinnedSession
    ) async throws(MigrationError) {
        let unfinished = UnfinishedRun(session: session, record: record(of: step, in: plan))
        try await reporting(step) { () async throws(MigrationError) in try await unfinished.resume() }
    }

    private func repair(
        _ step: MigrationPlan.Step, of plan: MigrationPlan, at done: Int, _ reason: String, in session: PinnedSession
    ) async throws(MigrationError) {
        try await UnfinishedRun(session: session, record: record(of: step, in: plan)).repair(at: done, reason: reason)
    }

    private func record(of step: MigrationPlan.Step, in plan: MigrationPlan) -> RunRecord {
        RunRecord(step: step, operatorName: options.operatorName, toolVersion: toolVersion, planHash: plan.hash)
    }

    private func reporting(
        _ step: MigrationPlan.Step, _ run: () async throws(MigrationError) -> Void
    ) async throws(MigrationError) {
        let began = ContinuousClock.now
        progress(.started(step.direction, version: step.file.version, name: step.file.name))
        try await run()
        progress(
            .finished(
                step.direction, version: step.file.version, name: step.file.name, duration: ContinuousClock.now - began)
        )
    }
}

extension MigrationDirection {
    /// What a run did so far, for messages: `applied before it in this run: 030, 031`.
    func account(of versions: [Int]) -> String {
        let did = self == .up ? "applied" : "rolled back"
        guard !versions.isEmpty else { return "nothing was \(did) before it in this run" }
        return "\(did) before it in this run: \(versions.versionList)"
    }
}

extension MigrationError {
    fileprivate static func cancelled(before step: MigrationPlan.Step, done: [Int]) -> MigrationError {
        MigrationError(
            .cancelled, "cancelled before \(step.file.fileName)",
            advice: "Nothing of it remains; \(step.direction.account(of: done)).")
    }
}
