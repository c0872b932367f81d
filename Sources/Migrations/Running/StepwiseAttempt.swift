import PostgresDriver
import StatementAnalysis

/// One attempt at one statement of a migration outside a transaction. Where it is not committed with the word that it is
/// done, that is said afterwards, on its own: a word that cannot be written must not run the statement again.
struct StepwiseAttempt {
    let session: PinnedSession
    let record: RunRecord
    /// The statement's number, from 1.
    let number: Int
    let statement: SQLStatement
    let traits: StatementTraits
    /// The invalid indexes that were there before, which are not this statement's.
    let invalidBefore: [InvalidIndex]

    func run() async throws(MigrationError) {
        // An earlier attempt's leftover would be in the way.
        if let leftovers { _ = try await leftovers.drop(except: invalidBefore) }
        if traits.runsInTransaction {
            try await runInTransaction()
        } else {
            _ = try await execution().run(statement)
            try await requireValidIndex()
        }
    }

    /// With `IF NOT EXISTS` the server passes over an index of that name, be it invalid.
    private func requireValidIndex() async throws(MigrationError) {
        guard case .create(index: _?, table: _)? = traits.concurrentWork, try await leftovers?.state() != .valid else {
            return
        }
        throw MigrationError(
            .statementFailed, "\(statement.summary): the index is not there, or not valid",
            advice: "dal migrate resume drops an invalid one and builds it.", file: record.step.file.fileName,
            line: statement.line)
    }

    private func runInTransaction() async throws(MigrationError) {
        do throws(MigrationError) {
            _ = try await session.run("BEGIN", while: "beginning a transaction")
            _ = try await execution().runInTransaction(statement)
            try await session.write(done)
        } catch {
            await session.connection.rollBackIfOpen()
            throw error
        }
        let session = session
        try await shieldedFromCancellation { () async throws(MigrationError) in
            try await session.commit("committing a statement and its place in the history")
        }
    }

    /// Drops the invalid index that the statement left when it failed for good, and says so in its error.
    func cleaned(after error: MigrationError) async -> MigrationError {
        guard leftovers != nil, session.connection.isOpen else { return error }
        do throws(MigrationError) {
            let (attempt, isCancelled) = (self, error.code == .cancelled)
            let dropped = try await shieldedFromCancellation { () async throws(MigrationError) -> [String] in
                try await attempt.dropLeftovers(patiently: !isCancelled)
            }
            guard !dropped.isEmpty else { return error }
            return error.adding(
                "The invalid index that it left behind was dropped: \(dropped.joined(separator: ", ")).")
        } catch let failure {
            return error.adding(
                "It may have left an invalid index behind, which could not be dropped (\(failure.message)); "
                    + "dal migrate resume drops it.")
        }
    }

    private func dropLeftovers(patiently: Bool) async throws(MigrationError) -> [String] {
        guard let leftovers else { return [] }
        // The file's own may be without end, and no statement of the file follows.
        try await session.set([SessionSetting("lock_timeout", session.options.lockTimeout, isLocal: false)])
        guard patiently else { return try await leftovers.drop(except: invalidBefore) }
        var dropped: [String] = []
        try await session.retrying(record.step) { () async throws(MigrationError) in
            dropped += try await leftovers.drop(except: invalidBefore)
        }
        return dropped
    }

    private var leftovers: IndexLeftovers? {
        traits.concurrentWork.map { IndexLeftovers(session: session, work: $0) }
    }

    /// Says that the statement is done.
    func sayDone() async throws(MigrationError) {
        let (session, done) = (session, done)
        try await shieldedFromCancellation { () async throws(MigrationError) in try await session.write(done) }
    }

    private var done: SQL { record.advance(to: .running, statementsDone: number) }

    /// An error with its place: a cancellation between two attempts knows neither that nor what remains.
    func located(_ error: MigrationError) -> MigrationError {
        guard error.code == .cancelled, error.file == nil else { return error }
        return MigrationError(
            .cancelled, error.message, advice: execution().remains,
            file: record.step.file.fileName, line: statement.line)
    }

    private func execution() -> StatementExecution {
        let next =
            traits.mayStopHalfway
            ? "This one may have done a part for good: look at what the database has, and declare how many are done "
                + "with dal migrate repair --at \(number - 1) or --at \(number). Then dal migrate resume."
            : "Correct the file from this statement on and go on with dal migrate resume."
        return StatementExecution(
            session: session, step: record.step,
            remains: "It runs outside a transaction: \(number - 1) of its \(record.statementsTotal) statements remain "
                + "done. \(next)")
    }
}
