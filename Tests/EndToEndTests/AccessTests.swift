import Foundation
import ProcessSupervision
import Testing

@Suite("dal access", .timeLimit(.minutes(5)))
struct AccessTests {
    @Test("plan, apply and plan again: 2, 0, 0; roles taken away, told first, and made again")
    func planAndApply() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let workplace = run.workplace
        let asDeclared = try await workplace.dal("access", "plan")
        #expect(asDeclared.status == .exited(0), "\(asDeclared.errors)")
        #expect(asDeclared.output == "fleetdb is as declared: nothing to do\n")
        let granted = try await workplace.dal(
            "psql", "--as", "admin", "--", "-c", "GRANT DELETE ON vendors TO fleet_readonly")
        #expect(granted.status == .exited(0), "\(granted.errors)")
        let pending = try await workplace.dal("access", "plan")
        #expect(pending.status == .exited(2))
        #expect(pending.output.contains("REVOKE DELETE ON TABLE \"public\".\"vendors\" FROM \"fleet_readonly\";"))
        let staging = try await workplace.dal("access", "apply", environment: ["APP_ENV": "staging"])
        #expect(staging.status == .exited(2))
        let applied = try await workplace.dal("access", "apply")
        #expect(applied.output == "1 statement made fleetdb as declared\n", "\(applied.errors)")
        #expect(try await workplace.dal("access", "plan", "--format", "json").status == .exited(0))
        let page = try await workplace.dal("access", "matrix", "--format", "html")
        #expect(page.status == .exited(0))
        #expect(page.output.contains("<th scope=\"row\">table public.vendors</th>"))
        let probed = try await workplace.dal("access", "probe")
        #expect(probed.status == .exited(0), "\(probed.errors)")
        #expect(probed.output.hasSuffix("no surprise\n"))
        #expect(probed.errors.contains("tried as fleet_webapp_user: "), "\(probed.errors)")
        let forCI = try await workplace.dal("access", "verify", "--catalogue", "--format", "junit")
        #expect(forCI.status == .exited(0))
        #expect(forCI.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "))
        let advised = try await workplace.dal("access", "advise", "--format", "sarif")
        #expect(advised.status == .exited(0), "\(advised.errors)")
        #expect(advised.output.contains("\"justification\" : \"declared in access.yaml\""))
        #expect(await run.stop() == .exited(0))
    }

    @Test("a login and its group are taken away and made again by apply: password, grants and places in policies")
    func rollbackAndApply() async throws {
        let workplace = try await Workplace.provisioned()
        let told = try await workplace.dal("access", "rollback", "fleet_readonly_user", "--dry-run")
        #expect(told.output.hasPrefix("fleet_readonly_user would be taken away\n"), "\(told.errors)")
        let gone = try await workplace.dal("access", "rollback", "fleet_readonly_user", "fleet_readonly")
        #expect(gone.status == .exited(0), "\(gone.errors)")
        #expect(gone.output.contains("0 rows in pg_shdepend\n"))
        #expect(gone.output.contains("login as fleet_readonly_user: refused\n"))
        let applied = try await workplace.dal("access", "apply")
        #expect(applied.status == .exited(0), "\(applied.errors)")
        let verified = try await workplace.dal("access", "verify")
        #expect(verified.status == .exited(0), "\(verified.output)")
        let refused = try await workplace.dal("access", "rollback", "fleet_audit")
        #expect(refused.status == .exited(1))
        #expect(refused.errors.contains("--reassign-to"))
    }

    @Test("plan --into writes a migration that nothing has applied, and no other")
    func planInto() async throws {
        let workplace = try await Workplace.provisioned()
        let name = "031_database_users_and_security"
        let applied = try await workplace.dal("access", "plan", "--into", name)
        #expect(applied.status == .exited(1))
        #expect(applied.errors.contains("has been applied to this database"), "\(applied.errors)")
        let back = try await workplace.dal("migrate", "rollback", "--to", "30")
        #expect(back.status == .exited(0), "\(back.errors)")
        let early = try await workplace.dal("access", "plan", "--into", "032_row_level_security")
        #expect(early.errors.contains("031 has not been applied to this database"), "\(early.errors)")
        let same = try await workplace.dal("access", "plan", "--into", name)
        #expect(same.output.hasSuffix("\(name).sql says what access.yaml says: nothing to write\n"), "\(same.errors)")
        let (marker, none) = ("-- from access.yaml: proofs\n", "-- none\n")
        try workplace.edit("migrations/\(name).sql") { $0.replacing(marker, with: none) }
        let broken = try await workplace.dal("access", "plan", "--into", name)
        #expect(broken.status == .exited(1))
        #expect(broken.errors.contains("\(name).sql"), "\(broken.errors)")
        try workplace.edit("migrations/\(name).sql") { $0.replacing(none, with: marker) }
        try workplace.edit("access.yaml") { $0.replacing("connection_limit: 50", with: "connection_limit: 51") }
        let staging = try await workplace.dal("access", "plan", "--into", name, environment: ["APP_ENV": "staging"])
        #expect(staging.status == .exited(1))
        let written = try await workplace.dal("access", "plan", "--into", name)
        #expect(written.output.hasPrefix("wrote "), "\(written.errors)")
        let file = workplace.project.appending(path: "migrations/\(name).sql")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("CONNECTION LIMIT 51"))
        let forth = try await workplace.dal("migrate", "apply")
        #expect(forth.status == .exited(0), "\(forth.errors)")
        #expect(try await workplace.dal("access", "plan").status == .exited(0))
        let missing = try await workplace.dal("access", "plan", "--into", "999_none")
        #expect(missing.errors.contains("has no migration 999_none"), "\(missing.errors)")
    }
}
