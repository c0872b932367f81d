import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver
import Testing

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
    ]

    @Test("what splinter looks for, and more, is found by name; what only a superuser may know is not guessed")
    func findings() async throws {
        try await FleetTestServer.with { fleet in
            let before = try await Self.report(fleet.superuser())
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
            #expect(!after.holds)
            #expect(after.sarif(toolVersion: "1").contains("\"ruleId\" : \"public_grant\""))
            let plain = try await Self.report(fleet.configuration("fleet_readonly_user"))
            #expect(!plain.knowsPasswords)
            #expect(plain.text.contains("passwords were not judged"))
            #expect(plain.junit.contains("<skipped message=\"only a superuser may see how they are kept\"/>"))
            #expect(!after.junit.contains("<skipped"))
            #expect(after.junit.contains("type=\"public_grant\">table public.users every role there is may SELECT."))
            // What is information alone is told, and fails nothing.
            #expect(!after.junit.contains("type=\"unused_role\"") && after.junit.contains("role idle cannot log in"))
        }
    }

    private static func report(_ configuration: ConnectionConfiguration) async throws -> AdviceReport {
        try await PostgresConnection.withConnection(to: configuration) { connection in
            AdviceReport(try await AdvisedServer.read(from: connection))
        }
    }
}
