import DataAccessTesting
import PostgresCatalog
import PostgresDriver
import Testing

@testable import Migrations

/// A plan is done only to what it was judged on.
@Suite struct PlanBindingTests {
    private static let first = "CREATE TABLE vendors (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);"
    private static let second = "ALTER TABLE vendors ADD COLUMN rating int;"
    private static let files = ["030_vendors.sql": first, "031_rating.sql": second]

    /// Plans the second file, has something happen, and then runs the plan.
    private func outcome(
        applying files: [String: String] = files, after happening: (MigrationScene) async throws -> Void
    ) async throws -> (refusal: MigrationError?, columns: [String]) {
        var result: (MigrationError?, [String]) = (nil, [])
        try await withScene { scene in
            _ = try await scene.runner(Self.files).apply(upTo: 30)
            let plan = try await scene.runner(Self.files).plan(.apply(upTo: nil))
            try await happening(scene)
            let runner = try scene.runner(files)
            let refusal = await failure { () async throws(MigrationError) in try await runner.apply(plan) }
            let columns = try await scene.texts(
                "SELECT attname::text FROM pg_attribute WHERE attrelid = 'vendors'::regclass AND attname = 'rating'")
            result = (refusal, columns)
        }
        return result
    }

    @Test(
        "a change of the schema between plan and apply is refused, and nothing is done",
        arguments: [
            "ALTER TABLE vendors ADD COLUMN email text", "ALTER TABLE vendors ALTER COLUMN name SET NOT NULL",
            "CREATE INDEX vendors_name ON vendors (name)", "CREATE TABLE other (id int REFERENCES vendors)",
            "GRANT SELECT ON vendors TO PUBLIC", "ALTER TABLE vendors ENABLE ROW LEVEL SECURITY",
            "COMMENT ON TABLE vendors IS 'seen'", "ALTER TABLE vendors SET (fillfactor = 70)",
            "DROP TABLE vendors CASCADE; CREATE TABLE vendors (id int)",
            "CREATE SCHEMA dal_of_others",
        ])
    func drift(change: String) async throws {
        let (refusal, columns) = try await outcome { scene in
            for part in change.split(separator: ";") { _ = try await scene.texts(SQL(verbatim: String(part))) }
        }
        #expect(refusal?.code == .planMoved && refusal?.exitCode == 2, "\(change)")
        #expect(columns == [])
    }

    @Test(
        "writes, sequences, statistics, temporary tables and other sessions' settings between plan and apply are not in its way",
        arguments: [
            "INSERT INTO vendors (name) SELECT 'v' FROM generate_series(1, 1000)", "DELETE FROM vendors",
            "SELECT nextval('vendors_id_seq')::text", "ANALYZE vendors", "VACUUM FULL vendors",
            "CREATE TEMPORARY TABLE vendors (a int)", "REINDEX TABLE vendors", "SET lock_timeout = 0",
        ])
    func ordinaryWork(work: String) async throws {
        let (refusal, columns) = try await outcome { scene in _ = try await scene.texts(SQL(verbatim: work)) }
        #expect(refusal == nil, "\(work): \(String(describing: refusal))")
        #expect(columns == ["rating"])
    }

    @Test("what all databases of the server share is not judged, nor the runner's own schema")
    func judged() async throws {
        try await withScene { scene in
            _ = try await scene.runner(Self.files).apply()
            _ = try await scene.texts("CREATE SCHEMA dal_of_others CREATE TABLE dal_of_others.a (b int)")
            let whole = try await scene.database.withConnection { try await Fingerprint.readCatalogue(from: $0) }
            func objects(_ fingerprint: Fingerprint, _ prefix: String) -> [String] {
                fingerprint.entries.map(\.object).filter { $0.hasPrefix(prefix) }
            }
            for prefix in ["role ", "tablespace ", "schema dal", "table dal.", "function dal.", "sequence dal."] {
                #expect(!objects(whole, prefix).isEmpty, "\(prefix)")
                #expect(objects(whole.judgedByPlans, prefix).allSatisfy { $0 == "schema dal_of_others" }, "\(prefix)")
            }
            #expect(objects(whole.judgedByPlans, "table ") == ["table dal_of_others.a", "table public.vendors"])
        }
    }

    @Test("a changed file is refused")
    func changedFile() async throws {
        let (refusal, columns) = try await outcome(
            applying: ["030_vendors.sql": Self.first, "031_rating.sql": Self.second + " -- edited"]
        ) { _ in }
        #expect(refusal?.code == .planMoved && columns == [])
    }

    @Test("another file is refused")
    func newFile() async throws {
        let (refusal, columns) = try await outcome(
            applying: Self.files.merging(["032_other.sql": "SELECT 1;"]) { $1 }
        ) { _ in }
        #expect(refusal?.code == .planMoved && columns == [])
    }

    @Test("a new row of the history is refused")
    func newHistory() async throws {
        let (refusal, columns) = try await outcome { scene in
            let other = "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;"
            let runner = try scene.runner(Self.files.merging(["032_other.sql": other]) { $1 })
            _ = try await runner.apply()
            _ = try await runner.rollback(to: 31)
            _ = try await scene.texts("UPDATE dal.migration_history SET direction = 'down' WHERE version = 31")
            _ = try await scene.texts("ALTER TABLE vendors DROP COLUMN rating")
        }
        #expect(refusal?.code == .planMoved && columns == [])
    }

    @Test("a plan of everything stays the same while its run keeps the history in a schema of its own")
    func historyIsNotJudged() async throws {
        try await withScene { scene in
            let files = ["030_a.sql": "CREATE TABLE a (b int);", "031_c.sql": "SELECT 1/0;"]
            let runner = try scene.runner(files)
            let plan = try await runner.plan(.apply(upTo: nil))
            let bad = try scene.runner(["030_bad.sql": "SELECT 1/0;"])
            _ = await failure { () async throws(MigrationError) in try await bad.apply() }
            #expect(try await scene.recorded() != [])
            #expect(try await runner.plan(.apply(upTo: nil)).hash == plan.hash)
        }
    }

    @Test("pain 5, opaque lock timeout: a plan that cannot read a table's size says who holds it, and since when")
    func lockedTable() async throws {
        try await withScene { scene in
            _ = try await scene.runner(Self.files).apply(upTo: 30)
            try await scene.database.withConnection { other in
                _ = try await other.query("BEGIN")
                _ = try await other.query("LOCK TABLE vendors")
                // Long enough for a busy machine to see who it is.
                let runner = try scene.runner(Self.files) { $0.lockTimeout = .seconds(15) }
                var refusal: MigrationError?
                do throws(MigrationError) {
                    _ = try await runner.report(on: .apply(upTo: nil))
                } catch {
                    refusal = error
                }
                #expect(refusal?.underlying?.sqlState == .lockNotAvailable, "\(String(describing: refusal))")
                let holder = try #require(refusal?.blockers.first)
                #expect(holder.process == Int(other.backendPID) && holder.age != nil)
                #expect(holder.holds?.contains("AccessExclusiveLock on vendors") == true)
                #expect(refusal?.description.contains("process \(holder.process)") == true)
                _ = try await other.query("ROLLBACK")
                let report = try await runner.report(on: .apply(upTo: nil))
                #expect(report.paths == ["migrations/031_rating.sql"])
            }
        }
    }
}
