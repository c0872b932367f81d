import AccessControl
import Foundation
import Migrations
import StatementAnalysis

extension Context {
    /// Writes what `access.yaml` says into the parts of a migration that are its, while nothing has applied it yet.
    /// - Parameter name: the migration's file name, with or without folder and `.sql`.
    /// - Returns: a line for people.
    func writeParts(into name: String, on server: DatabaseServer) async throws -> String {
        guard isDevelopment else {
            throw Failure(
                "in \(environment) no migration is written",
                advice: "The file's statements run in a transaction that is rolled back: do it in development.")
        }
        let wanted = URL(filePath: name).deletingPathExtension().lastPathComponent
        let files = try project.migrations()
        guard let file = files.first(where: { $0.fileName == wanted + ".sql" }) else {
            throw Failure(
                "\(project.migrationsFolder) has no migration \(wanted)", advice: "Name the file, as in 031_roles.sql.")
        }
        try await refuseUnlessNext(file, on: server)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        let migration = try DeclaredMigration(text, file: file.fileName)
        let written = try await accessApplier(on: server).text(of: migration) { text in
            try MigrationFile(path: file.path, content: Array(text.utf8), includes: project.includes).up.map(\.text)
        }
        guard written != text else { return "\(file.path) says what access.yaml says: nothing to write" }
        try Data(written.utf8).write(to: URL(filePath: file.path), options: .atomic)
        return "wrote \(file.path)"
    }

    /// The parts are about what is there right before the migration, and what was applied is not written again.
    private func refuseUnlessNext(_ file: MigrationFile, on server: DatabaseServer) async throws {
        let statuses = try await migrations(on: server).status()
        guard statuses.first(where: { $0.version == file.version })?.state == .pending else {
            throw Failure(
                "\(file.fileName) has been applied to this database, or is refused by it; nothing was written",
                advice: "Undo it first with dal migrate rollback. Where it is deployed, write a new migration instead: "
                    + "dal access plan --as-migration.")
        }
        guard let earlier = statuses.first(where: { $0.version < file.version && $0.state != .applied }) else { return }
        throw Failure(
            "\(earlier.version.padded) has not been applied to this database; nothing was written",
            advice: "dal migrate apply --to \(earlier.version)")
    }
}
