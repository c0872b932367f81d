import Foundation
import ProcessSupervision
import Testing

@Suite("dal migrate lint", .timeLimit(.minutes(1)))
struct MigrateLintTests {
    @Test("finds nothing in the project's own migrations, and needs no server")
    func ownMigrations() async throws {
        let workplace = try Workplace()
        let result = try await workplace.dal("migrate", "lint")
        #expect(result.status == .exited(0), "\(result.output)")
        #expect(result.output.hasSuffix("files: nothing found\n"))
        #expect(!FileManager.default.fileExists(atPath: workplace.state.path))
    }

    @Test("a finding is exit code 2; the project's logins and the tenants' tables of earlier files are known")
    func findings() async throws {
        let workplace = try Workplace()
        let file = "fleet/migrations/999_names.sql"
        let text = """
            -- migrate:up
            CREATE VIEW vendor_names AS SELECT name FROM vendors;
            GRANT SELECT ON vendor_names TO fleet_webapp_user;
            -- migrate:down
            DROP VIEW vendor_names;
            -- migrate:verify
            SELECT to_regclass('vendor_names') IS NOT NULL;
            """
        try text.write(to: workplace.root.appending(path: file), atomically: true, encoding: .utf8)
        for arguments in [["migrate", "lint"], ["migrate", "lint", file]] {
            let result = try await workplace.start(Checkout.dal, arguments).result()
            #expect(result.status == .exited(3), "\(result.errors)")
            #expect(result.output.contains("999_names.sql:2:46: error: view-without-invoker"))
            #expect(result.output.contains("999_names.sql:3:33: warning: grant-to-login"))
        }
    }

    @Test("as JSON and as SARIF for programs")
    func formats() async throws {
        let workplace = try Workplace()
        let file = workplace.root.appending(path: "drop.sql")
        try "DROP TABLE vendors;".write(to: file, atomically: true, encoding: .utf8)
        for (format, version) in [("json", nil), ("sarif", "2.1.0")] as [(String, String?)] {
            let result = try await workplace.dal("migrate", "lint", "drop.sql", "--format", format)
            #expect(result.status == .exited(3), "\(result.errors)")
            let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            #expect(object?["version"] as? String == version && result.output.contains("drop-table"))
        }
        #expect(try await workplace.dal("migrate", "lint", "--format", "xml").status == .exited(64))
    }

    @Test("a file that no runner would accept is exit code 1; the others are judged all the same")
    func badFiles() async throws {
        let workplace = try Workplace()
        let good = workplace.root.appending(path: "good.sql")
        let bad = workplace.root.appending(path: "bad.sql")
        try "DROP TABLE vendors;".write(to: good, atomically: true, encoding: .utf8)
        try "DROP TABEL vendors;".write(to: bad, atomically: true, encoding: .utf8)
        let result = try await workplace.dal("migrate", "lint", "good.sql", "bad.sql", "gone.sql")
        #expect(result.status == .exited(1))
        #expect(result.output.contains("good.sql:1:1: error: drop-table"))
        #expect(result.output.contains("bad.sql:1: cannot be judged: syntax error"))
        #expect(result.output.contains("gone.sql: cannot be judged: cannot be read"))
    }
}
