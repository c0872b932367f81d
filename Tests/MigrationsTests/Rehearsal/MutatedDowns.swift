import FleetTesting
import Migrations
import StatementAnalysis

/// A migration of the project whose down lacks one statement, or says something else instead.
struct MutatedDown: Sendable {
    let file: MigrationFile
    /// Which statement, from 1.
    let number: Int
    /// What stands instead; nil for nothing.
    let replacement: String?
    /// The statement as it was.
    let original: SQLStatement

    /// Every statement of every down left out, and altered in every way there is for it.
    static func all(in files: [MigrationFile]) throws -> [MutatedDown] {
        try files.flatMap { file in
            try file.down.enumerated().flatMap { index, statement in
                // A down without any statement is refused when its file is read.
                let omission: [String?] = file.down.count > 1 ? [nil] : []
                let changes = omission + alterations(of: statement.text)
                return try changes.map { try MutatedDown(file, index, statement, $0) }
            }
        }
    }

    private init(_ file: MigrationFile, _ index: Int, _ statement: SQLStatement, _ replacement: String?) throws {
        var down = file.down.map(\.text)
        down[index] = replacement ?? ""
        func section(_ name: String, _ statements: [String]) -> String {
            "-- migrate:\(name)\n" + statements.filter { !$0.isEmpty }.map { $0 + ";\n" }.joined()
        }
        let text =
            section("up", file.up.map(\.text)) + section("down", down)
            + (file.verify.isEmpty ? "" : section("verify", file.verify.map(\.text)))
        self.file = try MigrationFile(path: file.path, content: Array(text.utf8))
        self.original = statement
        self.number = index + 1
        self.replacement = replacement
    }

    /// One thing said differently: another object, less, or more than was.
    private static func alterations(of statement: String) -> [String] {
        let pairs = [
            ("DISABLE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"), ("public.vendors", "public.drivers"),
            ("REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLE", "REVOKE SELECT ON TABLE"),
            ("\"public\".\"vendors\"", "\"public\".\"drivers\""),
            ("GRANT USAGE ON SCHEMA \"public\" TO PUBLIC", "GRANT ALL ON SCHEMA \"public\" TO PUBLIC"),
            ("CONNECT, TEMPORARY", "CONNECT"),
            ("audit_truncate", "audit"), ("every_tenant", "tenant_isolation"),
            ("FROM \"fleet_webapp\"", "FROM \"fleet_readonly\""),
            (
                "CREATE TABLE dal.retained_audit AS TABLE public.db_user_audit",
                "CREATE TABLE dal.retained_audit AS SELECT * FROM public.db_user_audit LIMIT 1"
            ),
            ("TO PUBLIC", "TO fleetadmin"), ("DROP TABLE public.db_user_audit", "TRUNCATE public.db_user_audit"),
        ]
        return pairs.compactMap { old, new in
            statement.contains(old) ? statement.replacing(old, with: new, maxReplacements: 1) : nil
        }.filter { $0 != statement }
    }

    var description: String {
        "\(file.fileName) \(number) \(original.summary): \(replacement.map { "altered: \($0.prefix(200))" } ?? "left out")"
    }
}
