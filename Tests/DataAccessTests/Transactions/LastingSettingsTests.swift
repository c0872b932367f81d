import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Settings that a statement may leave behind")
struct LastingSettingsTests {
    @Test(
        "a plain read that calls nothing leaves none",
        arguments: [
            "SELECT 1", "SELECT id, name FROM accounts WHERE id = $1", "select count(*) from t where a in ($1, $2)",
            "WITH r AS (SELECT 1) SELECT * FROM r", "VALUES (1), (2)", "TABLE notes",
            "SELECT a FROM t WHERE (b = $1 OR c = ANY($2)) AND EXISTS (SELECT 1)", "SELECT (a + (b * 2)) FROM t",
            "SELECT a / b - c FROM t", "SELECT 1 FROM t WHERE lower(\"name\") = lower($1)",
        ])
    func none(text: String) {
        #expect(!SessionHygiene.mayLeaveSettings(text))
    }

    @Test(
        "everything else may",
        arguments: [
            "SELECT set_config('a.b', 'c', false)", "SELECT SET_CONFIG ('a.b', 'c', false)",
            "SELECT set_config\n('a.b', 'c', false)", "SELECT set_config/**/('a.b', 'c', false)",
            "SELECT set_config -- in\n('a.b', 'c', false)", "SELECT \"set_config\"('a.b', 'c', false)",
            "SELECT pg_catalog.set_config('a.b', 'c', false)", "SELECT mine.count(1)", "SELECT \"all\"(1)",
            "SELECT U&\"\\0073et_config\"('a.b', 'c', false)", "SELECT häufig(1)", "SELECT count$(1)",
            "WITH s AS (SELECT set_config('a.b', 'c', false)) SELECT 1", "SET a.b = 'c'", "DO $$ $$", "CALL p()",
            "/* */ SELECT 1", "INSERT INTO t VALUES (1)", "", "EXPLAIN SELECT 1",
        ])
    func some(text: String) {
        #expect(SessionHygiene.mayLeaveSettings(text))
    }

    private static let tenant = TenantID(UUID())

    @Test(
        "what a read session left behind on its connection is not seen by the next one without a tenant",
        arguments: [
            "SELECT set_config('app.current_tenant_id', $1, false)",
            "WITH s AS MATERIALIZED (SELECT set_config('app.current_tenant_id', $1, false) AS v) SELECT v FROM s",
        ], [IsolationLevel.readCommitted, .repeatableRead])
    func leftBehind(text: String, isolation: IsolationLevel) async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { database, fixture in
            let tenant = Self.tenant
            try await fixture.asSuperuser("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')")
            let parts = text.components(separatedBy: "$1")
            let statement: SQL = "\(verbatim: parts[0])\(tenant.description)\(verbatim: parts[1])"
            let notes: SQL = "SELECT body FROM notes"
            try await database.readGlobal(options: .init(isolation: isolation)) { session in
                _ = try await session.query(statement)
                if isolation == .readCommitted {
                    let seen = try await session.query(notes).count
                    #expect(seen == 0)
                }
            }
            let seen = try await database.readGlobal { try await $0.query(notes).count }
            #expect(seen == 0)
        }
    }
}
