import Foundation
import Migrations

extension Project {
    /// The folder of the project's migrations.
    var migrationsFolder: String { path(file.database.migrations) }

    /// What the project's migrations may include.
    var includes: IncludeScope { IncludeScope(folder: migrationsFolder, base: folder.path) }

    /// Reads the project's migrations.
    func migrations() throws -> [MigrationFile] {
        try MigrationDirectory.load(migrationsFolder, base: folder.path)
    }

    /// The paths of the migrations, in the order of their names.
    func migrationPaths() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: migrationsFolder)
                .filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }.sorted()
                .map { URL(filePath: "\(migrationsFolder)/\($0)").standardizedFileURL.path }
        } catch {
            throw Failure("\(migrationsFolder) cannot be read", advice: "Check database.migrations in dal.yaml.")
        }
    }
}
