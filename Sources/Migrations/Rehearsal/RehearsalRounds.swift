import PostgresCatalog
import PostgresDriver

/// Runs migrations up, down and up on a copy, and compares what is there before and after.
struct RehearsalRounds {
    let copy: RehearsalCopy
    let files: [MigrationFile]
    let toolVersion: String
    let options: RehearsalOptions
    let progress: @Sendable (MigrationProgress) -> Void

    private(set) var report = RehearsalReport()

    /// What the copy has not as the original has it.
    var notCopied: [FingerprintDifference] {
        get { report.notCopied }
        set { report.notCopied = newValue }
    }

    init(
        copy: RehearsalCopy, files: [MigrationFile], toolVersion: String, options: RehearsalOptions,
        progress: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) {
        self.copy = copy
        self.files = files
        self.toolVersion = toolVersion
        self.options = options
        self.progress = progress
    }

    /// Rehearses every migration from a version on; what stands above it on the copy is rolled back first.
    /// - Throws: `MigrationError` when the copy cannot be brought to where it starts, or not be read.
    mutating func run(from first: Int) async throws(MigrationError) {
        try await copy.createHistory()
        let rehearsed = files.filter { $0.version >= first }
        let before = files.last { $0.version < first }?.version ?? 0
        _ = try await runner().rollback(to: before)
        if before > 0 { _ = try await runner().apply(upTo: before) }
        var previous = before
        for file in rehearsed {
            if Task.isCancelled { throw .cancelled(while: "rehearsing") }
            guard try await rehearse(file, above: previous) else {
                report.left = rehearsed.map(\.version).filter { $0 > file.version }
                return
            }
            previous = file.version
        }
    }

    /// - Returns: whether the copy has the migration applied, so that the next one can be rehearsed.
    private mutating func rehearse(_ file: MigrationFile, above previous: Int) async throws(MigrationError) -> Bool {
        guard !file.down.isEmpty else {
            report.irreversible[file.fileName] = file.irreversibleReason ?? "it has no migrate:down section"
            return try await up(file, .alone)
        }
        let found = report.findings.count
        let before = try await copy.state()
        report.rehearsed.append(file.version)
        guard let after = try await round(file, above: previous, from: before, .alone) else { return false }
        guard report.findings.count == found else { return true }
        if after.hasOtherRoles(than: before) {
            guard try await besideAnother(file, above: previous) else { return false }
        }
        guard let writes = options.writes else { return true }
        return try await afterWrites(writes, file, above: previous, before: before, after: after)
    }

    /// Up, down and up, from a state below the migration.
    /// - Returns: the state after the first up; nil when the migration is not applied in the end.
    private mutating func round(
        _ file: MigrationFile, above previous: Int, from before: RehearsalState, _ situation: RehearsalReport.Situation
    ) async throws(MigrationError) -> RehearsalState? {
        guard try await up(file, situation) else { return nil }
        let after = try await copy.state()
        guard try await down(file, to: previous, situation) else { return after }
        let undone = try await copy.state()
        report.kept.formUnion(undone.keptTables)
        add(before.differences(to: undone), of: file, situation, as: { .notUndone($0) })
        guard try await up(file, situation) else { return nil }
        let again = after.differences(to: try await copy.state())
        add(again, of: file, situation, as: { .notMadeAgain($0) })
        return after
    }

    /// Where another database uses the same roles a down may not drop them, and has to take back each grant by itself.
    private mutating func besideAnother(_ file: MigrationFile, above previous: Int) async throws(MigrationError) -> Bool
    {
        guard try await down(file, to: previous, .besideAnotherDatabase) else { return true }
        var rounds = self
        var isApplied = false
        try await copy.withAnotherDatabase { other throws(MigrationError) in
            _ = try await rounds.runner(on: other).apply(upTo: file.version)
            let before = try await rounds.copy.state()
            isApplied = try await rounds.round(file, above: previous, from: before, .besideAnotherDatabase) != nil
        }
        report = rounds.report
        return isApplied
    }

    /// Rows written since the up have to be there again after down and up.
    private mutating func afterWrites(
        _ writes: SQLScript, _ file: MigrationFile, above previous: Int, before: RehearsalState, after: RehearsalState
    ) async throws(MigrationError) -> Bool {
        try await PostgresConnection.withConnection(
            to: copy.administrator, connectFailure: { MigrationError.database($0, while: "connecting to the copy") }
        ) { connection throws(MigrationError) in try await writes.run(on: connection, inTransaction: true) }
        let written = try await copy.state()
        guard try await down(file, to: previous, .afterWrites) else { return true }
        let undone = try await copy.state()
        report.kept.formUnion(undone.keptTables)
        add(before.catalogue.differences(to: undone.catalogue), of: file, .afterWrites, as: { .notUndone($0) })
        guard try await up(file, .afterWrites) else { return false }
        let again = try await copy.state()
        add(after.catalogue.differences(to: again.catalogue), of: file, .afterWrites, as: { .notMadeAgain($0) })
        let lost = written.rows.differences(to: again.rows)
            .filter { difference in !options.mayLose.contains(difference.rowsOf ?? "") }
        add(lost, of: file, .afterWrites, as: { .rowsLost($0) })
        return true
    }

    private mutating func add(
        _ differences: [FingerprintDifference], of file: MigrationFile, _ situation: RehearsalReport.Situation,
        as problem: ([FingerprintDifference]) -> RehearsalReport.Problem
    ) {
        report.drawn.formUnion(differences.filter(\.isDrawnSequence).compactMap(\.rowsOf))
        let wrong = differences.filter { !$0.isOfKeptTable && !$0.isDrawnSequence }
        guard !wrong.isEmpty else { return }
        report.findings.append(.init(file: file.fileName, situation: situation, problem: problem(wrong)))
    }

    private mutating func up(
        _ file: MigrationFile, _ situation: RehearsalReport.Situation
    ) async throws(MigrationError) -> Bool {
        do {
            _ = try await runner().apply(upTo: file.version)
            return true
        } catch  where error.code != .cancelled {
            report.findings.append(
                .init(file: file.fileName, situation: situation, problem: .upFailed(error.description)))
            return false
        }
    }

    private mutating func down(
        _ file: MigrationFile, to previous: Int, _ situation: RehearsalReport.Situation
    ) async throws(MigrationError) -> Bool {
        do {
            _ = try await runner().rollback(to: previous)
            return true
        } catch  where error.code != .cancelled {
            report.findings.append(
                .init(file: file.fileName, situation: situation, problem: .downFailed(error.description)))
            return false
        }
    }

    private func runner(on configuration: ConnectionConfiguration? = nil) -> MigrationRunner {
        MigrationRunner(
            connection: configuration ?? copy.administrator, files: files, toolVersion: toolVersion,
            options: MigrationOptions(operatorName: "rehearsal"), progress: progress)
    }
}
