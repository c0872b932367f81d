import DataAccessTesting
import FoundationEssentials
import FleetTesting
import PostgresDriver
import StatementAnalysis
import TestSupport
import Testing

@testable import Migrations

/// A down that lacks a statement, or says something else instead, has to be caught: each one, on the project's own files.
@Suite struct MutatedDownTests {
    /// What changes nothing that lasts, so that no comparison before and after can tell.
    private static func isWithoutLastingEffect(_ mutated: MutatedDown) -> Bool {
        let text = mutated.original.text
        // NOLOGIN for roles that the same transaction drops, and sessions that are ended once more right before the drop.
        return text.contains("ALTER ROLE %I NOLOGIN") || text.contains("sessions of the logins do not end")
    }

    @Test("pain 13, no rollback after complete: a down with any one statement missing or altered is caught")
    func everyOneIsCaught() async throws {
        let files = try MigrationDirectory.load(FleetFiles.path("migrations"))
        let writes = try writes()
        let all = try MutatedDown.all(in: files).filter { !Self.isWithoutLastingEffect($0) }
        let stride = max(1, all.count / max(1, try SoakSize.mutatedDowns.count))
        let began = ContinuousClock.now
        let server = try await TestServer.start()
        try await provision(server)
        for (index, mutated) in all.enumerated() where index % stride == 0 {
            let report = try await rehearse(
                files.map { $0.version == mutated.file.version ? mutated.file : $0 }, from: mutated.file.version,
                writes: writes, on: server)
            #expect(!report.holds, "\(mutated.description)")
        }
        // What is caught is the change: as they are, they hold.
        let report = try await rehearse(files, from: 31, writes: writes, on: server)
        #expect(
            report.holds && report.kept == ["dal.retained_audit", "dal.retained_across_tenants_audit"],
            "\(report.findings)")
        try await server.stop()
        let count = all.indices.count { $0 % stride == 0 }
        try SoakRecord.add(
            "downs with a statement left out or altered", "\(count) of \(all.count) possible, every one caught",
            took: ContinuousClock.now - began)
    }

    /// Fleet's demonstration, and a use across tenants on record.
    private func writes() throws -> SQLScript {
        let scratch = try Scratch()
        let demonstration = try String(contentsOfFile: FleetFiles.path("data/demo.sql"), encoding: .utf8)
        let record = """
            GRANT INSERT ON public.across_tenants_audit TO CURRENT_USER;
            INSERT INTO public.across_tenants_audit (login, application_name, reason) VALUES ('a', 'b', 'c');
            REVOKE INSERT ON public.across_tenants_audit FROM CURRENT_USER;
            """
        let path = scratch.path(of: "writes.sql")
        try (demonstration + record).write(toFile: path, atomically: true, encoding: .utf8)
        return try SQLScript.load(path)
    }

    private func provision(_ server: TestServer) async throws {
        try await TestServer.withConnection(to: server.superuserConfiguration()) { superuser in
            try await SQLScript.load(FleetFiles.path("bootstrap.sql")).run(on: superuser)
            _ = try await superuser.query("ALTER ROLE fleetadmin PASSWORD 'only-for-this-test'")
        }
    }

    /// In a database of its own, and with the roles removed afterwards that a wrong down may have left.
    private func rehearse(
        _ files: [MigrationFile], from first: Int, writes: SQLScript, on server: TestServer
    ) async throws -> RehearsalReport {
        let report = try await server.withDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query("ALTER DATABASE \(try Identifier(database.name)) OWNER TO fleetadmin")
            }
            let copy = RehearsalCopy(
                administrator: database.configuration(user: "fleetadmin", password: "only-for-this-test"),
                superuser: database.configuration)
            var options = RehearsalOptions()
            // Below 31 there is nothing that keeps what was written.
            if first > 30 { options.writes = writes }
            var rounds = RehearsalRounds(
                copy: copy, files: files.filter { $0.version <= first || first == 31 }, toolVersion: "test",
                options: options)
            try await rounds.run(from: first)
            return rounds.report
        }
        try await TestServer.withConnection(to: server.superuserConfiguration()) { superuser in
            let roles = try await superuser.query(
                "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'fleet\\_%'"
            ).map { row in try row.decode(String.self, at: 0) }
            for role in roles { _ = try await superuser.query("DROP ROLE \(try Identifier(role))") }
        }
        return report
    }
}
