import FoundationEssentials
import LocalPostgres
import PostgresDriver

/// Has pg_dump write a database's schema, without the runner's own.
struct SchemaDump {
    let configuration: ConnectionConfiguration
    /// How long it waits for who holds a table's ACCESS EXCLUSIVE lock.
    let lockTimeout: Duration

    /// - Parameter version: The server's major version, which pg_dump has to have too.
    func text(majorVersion version: Int) async throws(MigrationError) -> String {
        let program: String
        do {
            program = try PostgresInstallation.find(majorVersion: version).path(of: "pg_dump")
        } catch {
            throw MigrationError(
                .dumpImpossible, "no pg_dump of version \(version) on this machine: \(error.description)")
        }
        let folder = try Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/schema.sql"
        try await ClientProgram(name: "pg_dump", path: program, folder: folder, failure: .dumpImpossible).run(
            [
                "--schema-only", "--no-subscriptions", "--exclude-schema=dal", "--file=\(file)",
                "--lock-wait-timeout=\(lockTimeout.wholeMilliseconds)",
            ], as: configuration)
        return try SourceFile.text(of: try SourceFile.content(of: file), file: "schema.sql")
    }

    /// A folder that nobody else may read.
    private static func makeFolder() throws(MigrationError) -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dal-dump-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw MigrationError(.unwritable, "no folder can be made for a dump", file: folder)
        }
        return folder
    }
}
