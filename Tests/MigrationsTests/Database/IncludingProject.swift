import TestSupport

@testable import Migrations

/// A project with a migration that includes all of its statements.
final class IncludingProject {
    let scratch: Scratch

    /// - Parameter statements: what the included `shared/make.sql` makes, beside the table `included`.
    init(_ statements: String = "") throws {
        scratch = try Scratch()
        for folder in ["migrations", "migrations/shared"] { try scratch.makeDirectory(folder) }
        try scratch.write(
            "-- migrate:up\n\\ir shared/make.sql\n-- migrate:verify\n\\ir shared/check.sql\n"
                + "-- migrate:down\nDROP TABLE included;",
            to: "migrations/001_include.sql")
        try scratch.write("CREATE TABLE included (a int4);\n\(statements)", to: "migrations/shared/make.sql")
        try scratch.write(
            "-- is it there?\nSELECT to_regclass('included') IS NOT NULL;\n", to: "migrations/shared/check.sql")
    }

    func load() throws(MigrationError) -> [MigrationFile] {
        try MigrationDirectory.load(scratch.path(of: "migrations"))
    }
}
