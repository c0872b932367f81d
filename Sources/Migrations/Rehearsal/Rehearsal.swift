import LocalPostgres
import PostgresCatalog
public import PostgresDriver
import StatementAnalysis

/// Tries migrations on a copy of a database: up, verification, down, and up again, with what is there compared before and
/// after.
///
/// The copy is on a private server of its own that lives as long as the rehearsal and is removed with its end, `kill -9`
/// included. It is never a database beside the original: roles belong to a whole server, and a migration that makes or
/// drops them would do so to the original's. The original is only read.
public struct Rehearsal: Sendable {
    private let source: ConnectionConfiguration
    private let files: [MigrationFile]
    private let toolVersion: String
    private let options: RehearsalOptions
    private let note: @Sendable (String) -> Void

    /// A rehearsal.
    /// - Parameters:
    ///   - source: how to reach the original, directly, as its administrator.
    ///   - files: the migrations, from `MigrationDirectory.load`.
    ///   - toolVersion: the running tool's version, for the copy's history.
    ///   - options: what to rehearse and how.
    ///   - note: is told in words what is being done.
    public init(
        source: ConnectionConfiguration, files: [MigrationFile], toolVersion: String,
        options: RehearsalOptions = RehearsalOptions(), note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.source = source
        self.files = files
        self.toolVersion = toolVersion
        self.options = options
        self.note = note
    }

    /// Copies the original, rehearses, and removes the copy.
    /// - Returns: What was found; nothing was rehearsed when nothing is pending.
    /// - Throws: `MigrationError` when the original cannot be read or copied, or when the task is cancelled. Nothing is
    ///   left behind, and a retry is safe.
    public func run() async throws(MigrationError) -> RehearsalReport {
        guard let first = try await first() else { return RehearsalReport() }
        let original = try await OriginalDatabase.read(from: source)
        note("starting a private PostgreSQL \(original.majorVersion)")
        let server = try await RehearsalServer.start(majorVersion: original.majorVersion)
        let result: Result<RehearsalReport, MigrationError>
        do throws(MigrationError) {
            result = .success(try await rehearse(from: first, original, on: server))
        } catch {
            result = .failure(error)
        }
        await server.remove()
        return try result.get()
    }

    private func first() async throws(MigrationError) -> Int? {
        if let first = options.first {
            guard files.contains(where: { $0.version >= first }) else { throw .unknownTarget(first, files: files) }
            return first
        }
        let runner = MigrationRunner(connection: source, files: files, toolVersion: toolVersion)
        return try await runner.plan(.apply(upTo: nil)).steps.first?.file.version
    }

    private func rehearse(
        from first: Int, _ original: OriginalDatabase, on server: RehearsalServer
    ) async throws(MigrationError) -> RehearsalReport {
        note("copying \(source.database)")
        let copy = try await server.copy(original, from: source, withRows: options.copiesRows)
        let copied = try await copy.state().catalogue
        note("rehearsing from \(first) on")
        let note = note
        var rounds = RehearsalRounds(copy: copy, files: files, toolVersion: toolVersion, options: options) { event in
            if case .started(let direction, _, let name) = event { note("\(direction.rawValue) \(name)") }
        }
        rounds.notCopied = original.catalogue.differences(to: copied)
        try await rounds.run(from: first)
        return rounds.report
    }
}
