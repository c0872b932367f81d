import DataAccessTesting
import FleetTesting
import Foundation
import PostgresDriver
import Testing

@testable import AccessControl

@Suite("Advice", .serialized) struct AdviceTests {
    /// What is done, and the rule that must find it, on which object.
    static let faults: [(make: String, rule: String, object: String)] = [
        ("ALTER TABLE vendors DISABLE ROW LEVEL SECURITY", "policy_exists_rls_disabled", "table public.vendors"),
        ("CREATE TABLE open (a int); GRANT SELECT ON open TO fleet_readonly", "rls_disabled", "table public.open"),
        (
            "CREATE TABLE shut (a int); ALTER TABLE shut ENABLE ROW LEVEL SECURITY; GRANT SELECT ON shut TO fleet_readonly",
            "rls_enabled_no_policy", "table public.shut"
        ),
        (
            "CREATE VIEW v AS SELECT * FROM vendors; GRANT SELECT ON v TO fleet_readonly", "security_definer_view",
            "view public.v"
        ),
        (
            "CREATE MATERIALIZED VIEW m AS SELECT 1; GRANT SELECT ON m TO fleet_readonly", "copy_without_row_security",
            "materialized view public.m"
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "function_search_path_mutable",
            "function public.f()"
        ),
        ("GRANT EXECUTE ON FUNCTION f() TO PUBLIC", "security_definer_public", "function public.f()"),
        ("GRANT SELECT ON users TO PUBLIC", "public_grant", "table public.users"),
        ("GRANT SELECT ON users TO fleet_readonly WITH GRANT OPTION", "grant_option", "table public.users"),
        ("GRANT SELECT ON users TO fleet_jobs_user", "direct_grant_to_login", "role fleet_jobs_user"),
        ("CREATE ROLE boss SUPERUSER LOGIN", "superuser_login", "role boss"),
        ("CREATE ROLE strong BYPASSRLS LOGIN", "strong_login", "role strong"),
        ("CREATE ROLE idle", "unused_role", "role idle"),
        ("CREATE ROLE hungry LOGIN", "login_without_connection_limit", "role hungry"),
        (
            "CREATE ROLE old LOGIN; SET password_encryption = md5; ALTER ROLE old PASSWORD 'x'", "password_not_scram",
            "role old"
        ),
        (
            "ALTER ROLE old SET password_encryption = 'md5'", "password_encryption_not_scram",
            "setting password_encryption of role old"
        ),
        (
            "CREATE TABLE loose (a int); ALTER TABLE loose ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON loose USING (1 = 1)",
            "policy_always_true", "table public.loose"
        ),
        (
            "CREATE ROLE keeper LOGIN; CREATE TABLE kept (a int); ALTER TABLE kept ENABLE ROW LEVEL SECURITY; ALTER TABLE kept OWNER TO keeper",
            "rls_bypassed_by_owner", "role keeper"
        ),
        (
            "CREATE TABLE accounts (id int, \"IBAN\" text); GRANT SELECT (\"IBAN\") ON accounts TO fleet_readonly",
            "sensitive_columns_exposed", "table public.accounts"
        ),
        (
            "CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1'",
            "security_definer_superuser", "function public.g()"
        ),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
            "public_default_privilege", "default privileges of fleetadmin in schema public"
        ),
        (
            "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO fleet_readonly", "system_object_granted",
            "function pg_read_file(text)"
        ),
        (
            "GRANT fleet_readonly TO fleet_jobs_user WITH ADMIN OPTION", "membership_admin_option",
            "role fleet_jobs_user"
        ),
        ("CREATE EXTENSION hstore SCHEMA public VERSION '1.7'", "extension_in_public", "extension hstore"),
        ("SELECT 1", "extension_versions_outdated", "extension hstore"),
        (
            "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR PUBLIC SERVER far",
            "user_mapping_public", "foreign server far"
        ),
    ]

    @Test("what splinter looks for, and more, is found by name; what only a superuser may know is not guessed")
    func findings() async throws {
        try await FleetTestServer.with { fleet in
            let before = try await Self.report(fleet.superuser())
            #expect(Set(Self.faults.map(\.rule)).isSubset(of: AdviceRule.all.map(\.name)))
            #expect(
                before.findings.contains {
                    $0.name == "bootstrap_superuser_login" && $0.object == "role postgres"
                })
            #expect(!before.findings.contains { $0.name == "superuser_login" })
            #expect(
                before.findings.contains {
                    $0.name == "password_without_expiry" && $0.object == "role fleet_webapp_user"
                })
            #expect(before.findings.contains { $0.name == "policy_always_true" && $0.object == "table public.vendors" })
            for fault in Self.faults {
                #expect(
                    !before.findings.contains { $0.name == fault.rule && $0.object == fault.object }, "\(fault.rule)")
                try await fleet.run(fault.make.split(separator: "; ").map(String.init))
            }
            let after = try await Self.report(fleet.superuser())
            for fault in Self.faults {
                #expect(after.findings.contains { $0.name == fault.rule && $0.object == fault.object }, "\(fault.rule)")
            }
            try await fleet.appendHostRule("host all nobody samehost trust")
            let trusting = try await Self.report(fleet.superuser())
            let trusted = trusting.findings.filter { $0.name == "trust_authentication" }
            #expect(trusted.map(\.detail) == ["lets nobody into all by host without any password"])
            #expect(!after.findings.contains { $0.name == "trust_authentication" })
            #expect(after.verdict == .fails)
            #expect(after.sarif(toolVersion: "1").contains("\"ruleId\" : \"public_grant\""))
            let plain = try await Self.report(fleet.configuration("fleet_readonly_user"))
            #expect(!plain.knowsPasswords)
            #expect(plain.text.contains("passwords were not judged"))
            #expect(plain.junit.contains("<skipped message=\"only a superuser may see how they are kept\"/>"))
            #expect(!after.junit.contains("<skipped"))
            #expect(Set(after.findings.map(\.cacheKey)).count == after.findings.count)
            #expect(
                after.sarif(toolVersion: "1", file: "fleet/access.yaml").contains("\"uri\" : \"fleet/access.yaml\""))
            #expect(after.junit.contains("type=\"public_grant\">table public.users every role there is may SELECT."))
            // What is information alone is told, and fails nothing.
            #expect(!after.junit.contains("type=\"unused_role\"") && after.junit.contains("role idle cannot log in"))
        }
    }

    @Test("what access.yaml declares is no finding, what differs is drift, and what no grant mends fails")
    func comparedWithPolicy() async throws {
        try await FleetTestServer.with { fleet in
            let declared = try await Self.compared(fleet)
            #expect(declared.verdict == .holds, "\(declared.text)")
            let open = declared.findings.filter { $0.name == "policy_always_true" }
            #expect(
                !open.isEmpty
                    && open.allSatisfy { $0.declared == "declared in access.yaml" && $0.level == .information })
            #expect(!declared.text.contains("policy_always_true"))
            #expect(declared.text.contains("fleetdb compared with access.yaml, where "))
            #expect(declared.sarif(toolVersion: "1").contains("\"justification\" : \"declared in access.yaml\""))

            try await fleet.run(["GRANT DELETE ON vendors TO fleet_readonly"])
            let drifted = try await Self.compared(fleet)
            #expect(drifted.verdict == .drifted, "\(drifted.text)")
            let drift = drifted.findings.filter { $0.level != .information }
            #expect(drift.map(\.name) == ["access_drift"] && drift.map(\.object) == ["database fleetdb"])
            #expect(drifted.junit.contains("type=\"access_drift\">database fleetdb needs 1 statement to be"))

            try await fleet.run(["ALTER TABLE vendors DISABLE ROW LEVEL SECURITY"])
            #expect(try await Self.compared(fleet).verdict == .fails)
        }
    }

    @Test("a finding on what is exempt is told with its reason; one on somebody else's power is not declared")
    func exempt() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "CREATE TABLE legacy (iban text)", "GRANT SELECT ON legacy TO PUBLIC",
                "CREATE ROLE strong BYPASSRLS LOGIN",
            ])
            var policy = fleet.policy
            policy.exempt = [Exemption(object: "table public.legacy", reason: "goes in May")]
            let report = try await Self.compared(fleet, with: policy)
            let legacy = report.findings.filter { $0.object == "table public.legacy" }
            #expect(Set(legacy.map(\.name)).isSuperset(of: ["public_grant", "sensitive_columns_exposed"]))
            #expect(legacy.allSatisfy { $0.declared == "goes in May" && $0.level == .information })
            #expect(
                report.findings.contains {
                    $0.name == "strong_login" && $0.object == "role strong" && $0.declared == nil
                })
            #expect(report.verdict == .fails)
        }
    }

    @Test("the administrator's CREATEROLE is declared, what others' attributes add to it is not")
    func administratorsReach() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(["CREATE ROLE passer BYPASSRLS", "GRANT passer TO fleetadmin"])
            let report = try await Self.compared(fleet)
            let strong = report.findings.filter { $0.name == "strong_login" }
            #expect(strong.map(\.object) == ["role fleetadmin"] && strong.allSatisfy { $0.declared == nil })
            #expect(report.verdict == .fails)
        }
    }

    @Test("every database under its name, the server's findings once, and one that cannot be read is a finding itself")
    func everyDatabase() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.addSecondDatabase()
            try await fleet.run(["CREATE DATABASE closed", "CREATE DATABASE shut", "CREATE TABLE open (a int)"])
            try await fleet.run([
                "ALTER DATABASE closed ALLOW_CONNECTIONS false", "REVOKE CONNECT ON DATABASE shut FROM PUBLIC",
                "GRANT SELECT ON open TO fleet_readonly", "CREATE ROLE boss SUPERUSER LOGIN",
            ])
            try await fleet.run(["GRANT SELECT ON letters TO PUBLIC"], in: "second")
            var read: [String] = []
            let report = try await AdviceReport.read(
                everyDatabaseOf: fleet.configuration(fleet.policy.administrator)
            ) { read.append($0) }
            #expect(read == ["fleetdb", "postgres", "second", "shut", "template1"])
            func found(_ rule: String) -> [String] {
                report.findings.filter { $0.name == rule }.map { "\($0.database ?? "-") \($0.object) \($0.detail)" }
            }
            #expect(
                found("database_not_judged") == [
                    "- database closed accepts no connections: nothing in it was judged",
                    "- database shut cannot be read as fleetadmin (42501): nothing in it was judged",
                    "- database template1 cannot be read as fleetadmin (42501): nothing in it was judged",
                ])
            #expect(found("superuser_login").filter { $0.contains("boss") } == ["- role boss is a superuser"])
            #expect(found("rls_disabled").contains { $0.hasPrefix("fleetdb table public.open ") })
            #expect(found("public_grant").contains("second table public.letters every role there is may SELECT"))
            #expect(
                found("direct_grant_to_login")
                    == [
                        "- role fleetadmin on the server holds grants on 1 object itself",
                        "second role fleet_webapp_user holds grants on 1 object itself",
                    ])
            #expect(Set(report.findings.map(\.cacheKey)).count == report.findings.count)
            #expect(report.verdict == .fails)
        }
    }

    private static func compared(
        _ fleet: FleetTestServer, with policy: AccessPolicy? = nil
    ) async throws -> AdviceReport {
        let policy = policy ?? fleet.policy
        return try await PostgresConnection.withConnection(to: fleet.configuration(policy.administrator)) {
            connection in
            var server = try await AdvisedServer.read(from: connection)
            try server.compare(with: policy)
            return AdviceReport(server)
        }
    }

    private static func report(_ configuration: ConnectionConfiguration) async throws -> AdviceReport {
        try await PostgresConnection.withConnection(to: configuration) { connection in
            AdviceReport(try await AdvisedServer.read(from: connection))
        }
    }
}

extension FleetTestServer {
    /// Adds a line to `pg_hba.conf`, which takes effect when the server next reads it.
    fileprivate func appendHostRule(_ line: String) async throws {
        let path = try await TestServer.withConnection(to: superuser()) { connection in
            try await connection.query("SHOW hba_file").first?.decode(String.self, at: 0)
        }
        let file = try FileHandle(forWritingTo: URL(filePath: try #require(path)))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\(line)\n".utf8))
        try file.close()
    }
}
