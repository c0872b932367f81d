import Foundation
import ProcessSupervision
import Testing

@Suite("dal migrate and dal access", .timeLimit(.minutes(5)))
struct MigrateTests {
    @Test("defect 11: rolled back to 030, roles dropped, and applied again, twice, all is what it was")
    func rollbackAndApply() async throws {
        // The application stays connected meanwhile, as it would.
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let workplace = run.workplace
        let before = try await fingerprint(workplace)
        #expect(
            before.contains { $0.contains("CREATE POLICY") }
                && before.contains { $0.contains("CREATE ROLE fleet_webapp_user") })
        for _ in 0..<2 {
            let undone = try await workplace.dal("migrate", "rollback", "--to", "030")
            #expect(undone.output == "undone 034, 033, 032, 031\n", "\(undone.errors)")
            let pending = try await workplace.dal("migrate", "status")
            #expect(pending.status == .exited(2))
            let applied = try await workplace.dal("migrate", "apply")
            #expect(applied.lines.first == "applied 031, 032, 033, 034", "\(applied.errors)")
            let after = try await fingerprint(workplace)
            #expect(after == before)
        }
        let verified = try await workplace.dal("access", "verify")
        #expect(verified.status == .exited(0), "\(verified.output)")
        #expect(await run.stop() == .exited(0))
    }

    @Test("outside development wants the plan's hash")
    func wantsPlan() async throws {
        let workplace = try await Workplace.provisioned()
        let staging = ["APP_ENV": "staging"]
        let refused = try await workplace.dal("migrate", "rollback", "--to", "31", environment: staging)
        #expect(refused.status == .exited(2))
        let hash = try #require(refused.errors.firstMatch(of: #/--plan ([0-9a-f]{64})/#)?.1)
        let wrong = try await workplace.dal(
            "migrate", "rollback", "--to", "31", "--plan", "0000", environment: staging)
        #expect(wrong.status == .exited(2))
        let done = try await workplace.dal(
            "migrate", "rollback", "--to", "31", "--plan", String(hash), environment: staging)
        #expect(done.output == "undone 034, 033, 032\n", "\(done.errors)")
    }

    @Test("an edited migration is refused by name, and nothing is changed")
    func editedMigration() async throws {
        let workplace = try await Workplace.provisioned()
        try workplace.edit("migrations/030_fleet_schema.sql") { $0 + "\n-- edited\n" }
        let result = try await workplace.dal("up", "--port", "0", "--exit-after-ready")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("030_fleet_schema.sql"))
        #expect(result.errors.contains("changed"))
    }

    @Test("a migration whose SQL fails is named with its line, and nothing of it remains")
    func failingMigration() async throws {
        let workplace = try await Workplace.provisioned()
        let bad = workplace.project.appending(path: "migrations/040_bad.sql")
        try "CREATE TABLE half (a int);\n\nSELECT 1/0;\n".write(to: bad, atomically: true, encoding: .utf8)
        let result = try await workplace.dal("migrate", "apply")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("040_bad.sql:3"))
        #expect(result.errors.contains("22012"))
        let psql = try await workplace.dal(
            "psql", "--as", "admin", "--", "-Atc",
            "SELECT to_regclass('half') IS NULL, count(*) FROM dal.migration_history")
        #expect(psql.output == "t|5\n", "\(psql.errors)")
    }

    @Test("pain 4, \"dirty database, force\": what stopped half-way is resumed, or declared, from the command line")
    func resumeAndRepair() async throws {
        let workplace = try await Workplace.provisioned()
        let half = workplace.project.appending(path: "migrations/040_half.sql")
        let head = "-- migrate:up transaction:false\nCREATE TABLE half (a int);\n"
        try (head + "VACUUM nowhere;\n").write(to: half, atomically: true, encoding: .utf8)
        let stopped = try await workplace.dal("migrate", "apply")
        #expect(stopped.status == .exited(1))
        #expect(stopped.errors.contains("040_half.sql:3") && stopped.errors.contains("dal migrate resume"))
        let unexplained = try await workplace.dal("migrate", "repair", "--at", "1")
        #expect(unexplained.status == .exited(64))
        let agreed = try await workplace.dal(
            "migrate", "repair", "--at", "1", "--reason", "looked at it", environment: ["APP_ENV": "staging"])
        #expect(agreed.status == .exited(2) && agreed.errors.contains("--plan "))
        let repaired = try await workplace.dal("migrate", "repair", "--at", "1", "--reason", "looked at it")
        #expect(repaired.output == "repaired 040 at 1\n", "\(repaired.errors)")
        try (head + "VACUUM half;\n").write(to: half, atomically: true, encoding: .utf8)
        let resumed = try await workplace.dal("migrate", "resume", "--lock-timeout", "2s")
        #expect(resumed.output == "resumed 040\n", "\(resumed.errors)")
        let again = try await workplace.dal("migrate", "resume")
        #expect(again.status == .exited(1) && again.errors.contains("no migration stands half-way"))
    }

    @Test("apply, rollback, resume and repair say the same for machines, of the same shape")
    func forMachines() async throws {
        let workplace = try await Workplace.provisioned()
        let undone = try await record(of: ["rollback", "--to", "33"], workplace)
        #expect(undone["verb"] as? String == "rollback" && undone["versions"] as? [Int] == [34])
        let applied = try await record(of: ["apply"], workplace)
        #expect(applied["verb"] as? String == "apply" && applied["versions"] as? [Int] == [34])
        let none = try await record(of: ["apply"], workplace)
        #expect(none["versions"] as? [Int] == [])
        let half = workplace.project.appending(path: "migrations/040_half.sql")
        let head = "-- migrate:up transaction:false\nCREATE TABLE half (a int);\n"
        try (head + "VACUUM nowhere;\n").write(to: half, atomically: true, encoding: .utf8)
        _ = try await workplace.dal("migrate", "apply", "--format", "json")
        let repaired = try await record(of: ["repair", "--at", "1", "--reason", "looked at it"], workplace)
        #expect(repaired["verb"] as? String == "repair" && repaired["statementsDone"] as? Int == 1)
        try (head + "VACUUM half;\n").write(to: half, atomically: true, encoding: .utf8)
        let resumed = try await record(of: ["resume"], workplace)
        #expect(resumed["verb"] as? String == "resume" && resumed["versions"] as? [Int] == [40])
        for record in [undone, applied, none, repaired, resumed] {
            #expect((record["plan"] as? String)?.wholeMatch(of: #/[0-9a-f]{64}/#) != nil)
        }
    }

    /// What a verb prints with `--format json`.
    private func record(of arguments: [String], _ workplace: Workplace) async throws -> [String: Any] {
        let result = try await workplace.start(
            Checkout.dal, ["migrate"] + arguments + ["--format", "json"]
        ).result()
        #expect(result.status == .exited(0), "\(result.errors)")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.output)")
    }

    @Test("a surprising grant stops the start, by name, with exit code 3")
    func surprise() async throws {
        let workplace = try await Workplace.provisioned()
        let grant = try await workplace.dal(
            "psql", "--as", "admin", "--", "-c", "GRANT DELETE ON vendors TO fleet_readonly")
        #expect(grant.status == .exited(0), "\(grant.errors)")
        let result = try await workplace.dal("up", "--port", "0", "--exit-after-ready")
        #expect(result.status == .exited(3))
        #expect(result.errors.contains("vendors") && result.errors.contains("fleet_readonly"))
        let verified = try await workplace.dal("access", "verify", "--format", "json")
        #expect(verified.status == .exited(3))
    }

    @Test("psql as a role sees what the role may see")
    func psql() async throws {
        let workplace = try await Workplace.provisioned()
        let user = try await workplace.dal(
            "psql", "--as", "readonly", "--", "-Atc", "SELECT current_user, count(*) FROM vendors")
        #expect(user.output == "fleet_readonly_user|0\n", "\(user.errors)")
        let scoped = try await workplace.dal(
            "psql", "--as", "readonly", "--tenant", "acme", "--", "-Atc", "SELECT count(*) > 0 FROM vendors")
        #expect(scoped.output == "t\n")
        let write = try await workplace.dal(
            "psql", "--as", "readonly", "--tenant", "acme", "--", "-c", "DELETE FROM vendors")
        #expect(write.status == .exited(1))
    }

    /// What `pg_dump` and, as superuser, `pg_dumpall` say of schema and roles.
    private func fingerprint(_ workplace: Workplace) async throws -> [String] {
        let schema = try await dump("pg_dump", ["--schema-only", "fleetdb"], as: "fleetadmin", workplace)
        let roles = try await dump("pg_dumpall", ["--globals-only", "--no-role-passwords"], as: "postgres", workplace)
        return (schema + roles).map(withOrderedRoles)
    }

    /// pg_dump names a policy's roles in the order in which pg_authid keeps them, which another role's making can change.
    private func withOrderedRoles(_ line: String) -> String {
        guard line.hasPrefix("CREATE POLICY "), let roles = line.firstMatch(of: #/ TO ((?:\w+, )*\w+)/#)?.1 else {
            return line
        }
        return line.replacing(roles, with: roles.split(separator: ", ").sorted().joined(separator: ", "))
    }

    private func dump(
        _ program: String, _ arguments: [String], as user: String, _ workplace: Workplace
    ) async throws -> [String] {
        let run =
            try JSONSerialization.jsonObject(with: Data(workplace.read("run.json").utf8)) as? [String: any Sendable]
        let server = try #require(run?["server"] as? [String: any Sendable])
        let environment = [
            "PGHOST": "127.0.0.1", "PGPORT": "\(try #require(server["port"] as? Int))", "PGUSER": user,
            "PGPASSWORD": try workplace.read("secrets/\(user)"), "PGSSLMODE": "verify-full",
            "PGSSLROOTCERT": try #require(server["rootCertificate"] as? String),
        ]
        // Without a key of our own each dump has a random one in it.
        let command = try workplace.start(
            "/usr/bin/\(program)", ["--restrict-key", "fixed"] + arguments, environment: environment)
        let result = await command.result()
        #expect(result.status.isSuccess, "\(result.errors)")
        return result.lines.map(String.init)
    }
}
