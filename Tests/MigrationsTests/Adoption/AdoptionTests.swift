import DataAccessTesting
import PostgresCatalog
import PostgresDriver
import Testing

@testable import Migrations

@Suite("The adoption of an existing database") struct AdoptionTests {
    private static let files = [
        "001_a.sql": "CREATE TABLE a (tenant_id int4);", "002_b.sql": "CREATE TABLE b (c int4);",
        "003_c.sql": "CREATE TABLE c (d int4);",
    ]

    private func adoption(_ scene: MigrationScene, _ files: [String: String] = files) throws -> Adoption {
        Adoption(
            connection: scene.database.configuration, files: try MigrationScene.files(files), toolVersion: "1.0",
            options: MigrationOptions(operatorName: "tester"))
    }

    @Test("takes the versions up to the baseline as applied, runs none of them, and goes on from there")
    func adopts() async throws {
        try await withScene { scene in
            for sql: SQL in ["CREATE TABLE a (tenant_id int4)", "CREATE TABLE b (c int4)"] {
                _ = try await scene.texts(sql)
            }
            let adoption = try adoption(scene)
            let plan = try await adoption.plan(baseline: 2)
            #expect(try await scene.texts("SELECT to_regnamespace('dal')::text") == ["NULL"])
            #expect(plan.files.map(\.version) == [1, 2])
            try await adoption.adopt(plan)
            #expect(try await scene.history() == ["1 up done 1/1", "2 up done 1/1"])
            #expect(try await scene.recorded() == ["1 up adopted", "2 up adopted"])
            #expect(
                try await scene.texts("SELECT DISTINCT reason || ' ' || plan_sha256 FROM dal.migration_events")
                    == ["baseline 2 \(plan.hash)"])
            #expect(try await scene.runner(Self.files).apply() == [3])
            #expect(try await scene.tables() == ["a", "b", "c"])
        }
    }

    @Test("refuses a database with a history, a version without a file, and a plan that has moved")
    func refuses() async throws {
        try await withScene { scene in
            let unknown = await #expect(throws: MigrationError.self) { try await adoption(scene).plan(baseline: 9) }
            #expect(unknown?.code == .unknownTarget)
            let plan = try await adoption(scene).plan(baseline: 2)
            var edited = Self.files
            edited["002_b.sql"] = "CREATE TABLE b (c int8);"
            let moved = await #expect(throws: MigrationError.self) { try await adoption(scene, edited).adopt(plan) }
            #expect(moved?.code == .planMoved)
            #expect(try await scene.texts("SELECT to_regnamespace('dal')::text") == ["NULL"])
            try await adoption(scene).adopt(plan)
            let again = await #expect(throws: MigrationError.self) { try await adoption(scene).adopt(plan) }
            #expect(again?.code == .historyExists && again?.description.contains("is 2") == true)
            #expect(try await scene.recorded().count == 2)
        }
    }

    @Test("waits for the runners' lock as a run does, and says who has it")
    func locked() async throws {
        try await withScene { scene in
            var options = MigrationOptions()
            options.lockWait = .milliseconds(50)
            let adoption = Adoption(
                connection: scene.database.configuration, files: try MigrationScene.files(Self.files),
                toolVersion: "1.0", options: options)
            let plan = try await adoption.plan(baseline: 1)
            let error = try await scene.database.withConnection { holder in
                _ = try await holder.query("SELECT pg_advisory_lock(\(WriterLock.key))")
                return await #expect(throws: MigrationError.self) { try await adoption.adopt(plan) }
            }
            #expect(error?.code == .lockBusy)
            #expect(try await scene.texts("SELECT to_regnamespace('dal')::text") == ["NULL"])
        }
    }

    @Test("pain 7, direct grants and foreign owners: the survey names what stands against least privilege")
    func survey() async throws {
        try await withScene { scene in
            let name = "survey_\(UInt32.random(in: 0 ... .max))"
            let role = try Identifier(name)
            let administrator = scene.database.configuration.user
            try await scene.database.withConnection { connection in
                _ = try await connection.query("CREATE ROLE \(role) LOGIN")
                do {
                    for sql in try Self.faults(role) { _ = try await connection.query(sql) }
                    let survey = try await adoption(scene).survey()
                    #expect(survey.administrator == administrator)
                    let owner = survey.owners.first { $0.role == name }
                    #expect(owner?.isLogin == true && owner?.objects == ["table": 1, "other": 1])
                    let found = Set(survey.findings.map { "\($0.risk.rawValue) \($0.object) \($0.detail ?? "")" })
                    for expected in Self.expected(name) { #expect(found.contains(expected), "\(found.sorted())") }
                    // What is as it should be is not told of.
                    for innocent in ["guarded", "view public.w", "function public.g()", "function public.h()"] {
                        let told = found.filter { $0.contains(innocent) && !$0.hasSuffix(" EXECUTE") }
                        #expect(told.isEmpty, "\(told)")
                    }
                } catch {
                    _ = try? await connection.query("DROP OWNED BY \(role)")
                    _ = try? await connection.query("DROP ROLE \(role)")
                    throw error
                }
                for sql: SQL in ["DROP OWNED BY \(role)", "DROP ROLE \(role)"] { _ = try await connection.query(sql) }
            }
        }
    }

    private static func faults(_ role: Identifier) throws -> [SQL] {
        [
            "CREATE TABLE theirs (a int4)", "ALTER TABLE theirs OWNER TO \(role)",
            "CREATE TYPE mood AS ENUM ('good')", "ALTER TYPE mood OWNER TO \(role)",
            "CREATE TABLE a (tenant_id int4)", "GRANT SELECT, INSERT ON a TO PUBLIC",
            "GRANT UPDATE (tenant_id) ON a TO \(role)",
            "CREATE TABLE guarded (tenant_id int4)", "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
            "CREATE VIEW v AS SELECT 1 AS one", "CREATE VIEW w WITH (security_invoker) AS SELECT 1 AS one",
            "CREATE FUNCTION f() RETURNS int4 LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "CREATE FUNCTION g() RETURNS int4 LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1'",
            "CREATE FUNCTION h() RETURNS int4 LANGUAGE sql AS 'SELECT 1'",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO \(role)",
        ]
    }

    private static func expected(_ name: String) -> [String] {
        [
            "foreign-owner table public.theirs ", "foreign-owner type public.mood ",
            "login-owner role \(name) owns 2, 0 sessions now", "grant-to-public table public.a INSERT, SELECT",
            "grant-to-login table public.a UPDATE", "definer-without-search-path function public.f() ",
            "grant-to-public function public.f() EXECUTE", "tenant-table-unprotected table public.a ",
            "view-as-owner view public.v ",
        ]
    }
}
