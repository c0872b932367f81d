public import PostgresDriver
import StatementAnalysis

/// Asks a database whether the migrations applied to it are still in effect: runs their `migrate:verify` sections, and
/// compares their files with what was applied.
public struct MigrationVerification: Sendable {
    private let configuration: ConnectionConfiguration
    private let files: [MigrationFile]
    private let options: MigrationOptions

    private static let readOnly = SessionSetting("transaction_read_only", "on", isLocal: true)

    /// A verification.
    /// - Parameters:
    ///   - connection: how to reach the database, directly, as its administrator.
    ///   - files: the migrations, from `MigrationDirectory.load`.
    ///   - options: the limits of a statement, and how long it waits for a lock of others.
    public init(
        connection: ConnectionConfiguration, files: [MigrationFile], options: MigrationOptions = MigrationOptions()
    ) {
        configuration = connection
        self.files = files
        self.options = options
    }

    /// Runs each section in a transaction of its own that is rolled back; one of queries alone in a read-only one, so that
    /// it cannot even draw a number from a sequence. What no transaction takes back, a `DO` block that does it leaves
    /// behind.
    /// - Returns: what became of every migration in effect.
    /// - Throws: `MigrationError` when the database cannot be asked. Safe to retry.
    public func run() async throws(MigrationError) -> VerificationReport {
        try await PinnedSession.run(to: configuration, options: options) { session throws(MigrationError) in
            let history = try await HistoryTable(connection: session.connection).entries()
            var report = VerificationReport()
            for status in MigrationPlanner(files: files, history: history).statuses() {
                guard let outcome = try await outcome(of: status, in: session) else { continue }
                report.entries.append(.init(version: status.version, name: status.name, outcome: outcome))
            }
            return report
        }
    }

    /// - Returns: nil for a migration that is not in effect.
    private func outcome(
        of status: MigrationStatus, in session: PinnedSession
    ) async throws(MigrationError) -> VerificationReport.Outcome? {
        switch status.state {
        case .pending, .outOfOrder: return nil
        case .changed: return .changed
        case .missing: return .missing
        case .unfinished: return .unfinished
        case .applied: break
        }
        guard let file = files.first(where: { $0.version == status.version }) else { return .missing }
        guard !file.verify.isEmpty else { return .hasNone }
        var limits = StatementLimits(options, local: true)
        let isReadOnly = file.verify.allSatisfy { $0.kind == .query }
        try await session.begin(
            limits.changes(before: StatementTraits(of: file.verify[0])) + (isReadOnly ? [Self.readOnly] : []))
        do throws(MigrationError) {
            let execution = StatementExecution(
                session: session, step: MigrationPlan.Step(direction: .up, file: file), remains: "")
            for statement in file.verify { try await execution.verify(statement) }
            await session.connection.rollBackIfOpen()
            return .holds(statements: file.verify.count)
        } catch {
            await session.connection.rollBackIfOpen()
            guard error.code != .cancelled, session.connection.isOpen else { throw error }
            return VerificationReport.Outcome(error.located(by: file.origins), file: file.fileName)
        }
    }
}
