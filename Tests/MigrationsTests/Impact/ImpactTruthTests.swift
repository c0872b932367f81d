import PostgresDriver
import Testing

@testable import Migrations

/// What is said of a statement's locks, rewrites and scans, held against what a real server does.
@Suite struct ImpactTruthTests {
    static let alterations = [
        "ALTER TABLE vendors ADD COLUMN a int",
        "ALTER TABLE vendors ADD COLUMN a int DEFAULT 1",
        "ALTER TABLE vendors ADD COLUMN a timestamptz DEFAULT now()",
        "ALTER TABLE vendors ADD COLUMN a uuid DEFAULT gen_random_uuid()",
        "ALTER TABLE vendors ADD COLUMN a bigserial",
        "ALTER TABLE vendors ADD COLUMN a int GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE vendors ADD COLUMN a int GENERATED ALWAYS AS (id + 1) STORED",
        "ALTER TABLE vendors ADD COLUMN a positive",
        "ALTER TABLE vendors ADD COLUMN a int CHECK (a > 0)",
        "ALTER TABLE vendors ADD COLUMN a int DEFAULT 1 NOT NULL",
        "ALTER TABLE vendors ADD COLUMN a int UNIQUE",
        "ALTER TABLE drivers ADD COLUMN other int REFERENCES vendors",
        "ALTER TABLE drivers ADD COLUMN other int DEFAULT 1 REFERENCES vendors",
        "ALTER TABLE vendors DROP COLUMN label CASCADE",
        "ALTER TABLE drivers DROP COLUMN note",
        "ALTER TABLE drivers DROP COLUMN vendor_id",
        "ALTER TABLE vendors ALTER COLUMN code SET DEFAULT 1",
        "ALTER TABLE vendors ALTER COLUMN email SET NOT NULL",
        "ALTER TABLE vendors ALTER COLUMN at SET NOT NULL",
        "ALTER TABLE vendors DROP CONSTRAINT vendors_pkey CASCADE",
        "ALTER TABLE vendors ALTER COLUMN email SET STATISTICS 50",
        "ALTER TABLE vendors ALTER COLUMN email SET (n_distinct = 5)",
        "ALTER TABLE vendors ALTER COLUMN email SET STORAGE EXTERNAL",
        "ALTER TABLE vendors ALTER COLUMN email SET COMPRESSION pglz",
        "ALTER TABLE vendors ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE vendors ADD CONSTRAINT c CHECK (id > 0)",
        "ALTER TABLE vendors ADD CONSTRAINT c CHECK (id > 0) NOT VALID",
        "ALTER TABLE vendors ADD CONSTRAINT c UNIQUE (id, name)",
        "ALTER TABLE vendors ADD CONSTRAINT c UNIQUE USING INDEX vendors_email",
        "ALTER TABLE places ADD CONSTRAINT c PRIMARY KEY (id)",
        "ALTER TABLE vendors ADD CONSTRAINT c EXCLUDE USING btree (id WITH =)",
        "ALTER TABLE events_new ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES vendors NOT VALID",
        "ALTER TABLE events_new ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES vendors",
        "ALTER TABLE drivers VALIDATE CONSTRAINT noted",
        "ALTER TABLE drivers VALIDATE CONSTRAINT second_employer",
        "ALTER TABLE drivers DROP CONSTRAINT noted",
        "ALTER TABLE drivers DROP CONSTRAINT employer",
        "ALTER TABLE drivers ALTER CONSTRAINT employer DEFERRABLE",
        "ALTER TABLE drivers RENAME CONSTRAINT employer TO other",
    ]

    static let storage = [
        "ALTER TABLE vendors ALTER COLUMN name TYPE text",
        "ALTER TABLE vendors ALTER COLUMN name TYPE varchar(60)",
        "ALTER TABLE vendors ALTER COLUMN name TYPE varchar(40)",
        "ALTER TABLE vendors ALTER COLUMN name TYPE varchar",
        "ALTER TABLE vendors ALTER COLUMN email TYPE varchar(60)",
        "ALTER TABLE vendors ALTER COLUMN code TYPE int",
        "ALTER TABLE drivers ALTER COLUMN note TYPE varchar",
        "ALTER TABLE drivers ALTER COLUMN vendor_id TYPE bigint",
        "ALTER TABLE vendors ALTER COLUMN id TYPE bigint",
        "ALTER TABLE vendors ALTER COLUMN at TYPE timestamptz(3)",
        "ALTER TABLE vendors ALTER COLUMN at TYPE timestamptz(6)",
        "ALTER TABLE vendors ALTER COLUMN at TYPE timestamp",
        "ALTER TABLE vendors ALTER COLUMN email TYPE text USING lower(email)",
        "ALTER TABLE events_new SET UNLOGGED",
        "ALTER TABLE events_new SET LOGGED",
        "ALTER TABLE vendors SET (fillfactor = 70)",
        "ALTER TABLE vendors SET (autovacuum_enabled = false)",
        "ALTER TABLE vendors SET (user_catalog_table = true)",
        "ALTER TABLE vendors RESET (fillfactor)",
        "ALTER VIEW vendor_names SET (security_barrier = true)",
        "ALTER TABLE vendors CLUSTER ON vendors_name",
        "ALTER TABLE vendors SET WITHOUT CLUSTER",
        "ALTER TABLE vendors ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE vendors FORCE ROW LEVEL SECURITY",
        "ALTER TABLE vendors DISABLE TRIGGER touched",
        "ALTER TABLE vendors ENABLE ALWAYS TRIGGER touched",
        "ALTER TABLE vendors REPLICA IDENTITY FULL",
        "ALTER TABLE vendors OWNER TO CURRENT_USER",
        "ALTER TABLE vendors RENAME TO sellers",
        "ALTER TABLE vendors RENAME COLUMN code TO number",
        "ALTER INDEX vendors_name RENAME TO n",
        "ALTER INDEX vendors_name SET (fillfactor = 70)",
        "ALTER VIEW vendor_names RENAME TO names",
        "ALTER SEQUENCE numbers RESTART WITH 5",
        "ALTER SEQUENCE numbers OWNED BY vendors.id",
        "ALTER TABLE places ADD COLUMN a int",
        "ALTER TABLE ONLY places ALTER COLUMN name SET DEFAULT 'x'",
        "ALTER TABLE places ALTER COLUMN name SET NOT NULL",
        "ALTER TABLE depots NO INHERIT places",
        "ALTER TABLE sheds INHERIT places",
        "ALTER TABLE events ADD COLUMN a int",
        "ALTER TABLE events ATTACH PARTITION events_new FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "ALTER TABLE events DETACH PARTITION events_old",
        "ALTER TABLE events DETACH PARTITION events_rest",
        "ALTER TYPE positive OWNER TO CURRENT_USER",
    ]

    /// What reaches partitions and heirs, and what does not.
    static let parents = [
        "ALTER TABLE events DROP COLUMN id",
        "ALTER TABLE events ALTER COLUMN id SET DEFAULT 1",
        "ALTER TABLE events ALTER COLUMN id SET NOT NULL",
        "ALTER TABLE events ALTER COLUMN id TYPE bigint",
        "ALTER TABLE events ALTER COLUMN id SET STATISTICS 50",
        "ALTER TABLE events ALTER COLUMN id SET (n_distinct = 5)",
        "ALTER TABLE events ALTER COLUMN id SET STORAGE PLAIN",
        "ALTER TABLE events ADD CONSTRAINT c CHECK (id > 0)",
        "ALTER TABLE events ADD CONSTRAINT c UNIQUE (id, day)",
        "ALTER TABLE events ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES vendors",
        "ALTER TABLE events ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE events OWNER TO CURRENT_USER",
        "ALTER TABLE events REPLICA IDENTITY FULL",
        "ALTER TABLE events RENAME COLUMN id TO number",
        "ALTER TABLE events RENAME TO happenings",
        "ALTER TABLE places DROP COLUMN name",
        "ALTER TABLE places ALTER COLUMN name TYPE varchar",
        "ALTER TABLE places SET (fillfactor = 70)",
        "ALTER TABLE places SET UNLOGGED",
        "ALTER TABLE places ADD CONSTRAINT c CHECK (id > 0)",
        "ALTER TABLE places ADD CONSTRAINT c CHECK (id > 0) NO INHERIT",
        "ALTER TABLE places ADD CONSTRAINT c UNIQUE (id)",
        "ALTER TABLE places DISABLE TRIGGER ALL",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "CREATE TRIGGER a BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE TRIGGER a BEFORE INSERT ON places FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE POLICY a ON events USING (true)",
        "CREATE INDEX a ON places (id)",
        "CREATE STATISTICS a ON id, name FROM places",
        "COMMENT ON TABLE events IS 'x'",
        "ANALYZE events",
        "LOCK TABLE events IN SHARE MODE",
        "TRUNCATE ONLY places",
    ]

    static let others = [
        "CREATE TABLE a (b int)",
        "CREATE TABLE a (b int REFERENCES vendors, c int, FOREIGN KEY (c) REFERENCES drivers)",
        "CREATE TABLE a (LIKE vendors INCLUDING ALL)",
        "CREATE TABLE a () INHERITS (places)",
        "CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE TABLE a AS SELECT * FROM drivers",
        "SELECT * INTO a FROM drivers",
        "CREATE MATERIALIZED VIEW a AS SELECT * FROM drivers",
        "CREATE VIEW a AS SELECT d.id FROM drivers d JOIN vendors v ON v.id = d.vendor_id",
        "CREATE OR REPLACE VIEW vendor_names AS SELECT label FROM vendors",
        "CREATE INDEX a ON vendors (code)",
        "CREATE INDEX a ON events (id)",
        "CREATE INDEX a ON ONLY events (id)",
        "CREATE TRIGGER a BEFORE INSERT ON vendors FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE RULE a AS ON INSERT TO places DO ALSO NOTHING",
        "CREATE POLICY a ON vendors USING (true)",
        "ALTER POLICY everyone ON vendors USING (false)",
        "CREATE STATISTICS a ON name, email FROM vendors",
        "CREATE SEQUENCE a OWNED BY vendors.id",
        "CREATE FUNCTION a() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM drivers'",
        "CREATE FUNCTION a() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM drivers; END",
        "CREATE FUNCTION a() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM drivers); END'",
        "CREATE SCHEMA s CREATE VIEW names AS SELECT name FROM public.vendors",
        "CREATE TYPE a AS ENUM ('b')",
        "DROP TABLE drivers",
        "DROP TABLE events",
        "DROP TABLE events_old",
        "DROP TABLE events_rest",
        "DROP TABLE depots",
        "DROP VIEW vendor_names",
        "DROP MATERIALIZED VIEW vendor_ranks",
        "DROP INDEX vendors_name",
        "DROP INDEX logs_id",
        "CREATE INDEX logs_again ON ONLY logs (id)",
        "DROP TRIGGER touched ON vendors",
        "DROP POLICY everyone ON vendors",
        "DROP SEQUENCE numbers",
        "DROP STATISTICS vendor_statistics",
        "DROP DOMAIN positive",
        "TRUNCATE events",
        "TRUNCATE drivers",
        "TRUNCATE vendors CASCADE",
        "LOCK TABLE vendors IN SHARE ROW EXCLUSIVE MODE",
        "LOCK TABLE places",
        "CLUSTER vendors USING vendors_name",
        "REINDEX TABLE vendors",
        "REINDEX INDEX vendors_name",
        "REFRESH MATERIALIZED VIEW vendor_ranks",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY vendor_ranks",
        "ANALYZE vendors",
        "COMMENT ON TABLE vendors IS 'x'",
        "COMMENT ON COLUMN vendors.name IS 'x'",
        "COMMENT ON INDEX vendors_name IS 'x'",
        "COMMENT ON CONSTRAINT employer ON drivers IS 'x'",
        "COMMENT ON TRIGGER touched ON vendors IS 'x'",
        "COMMENT ON POLICY everyone ON vendors IS 'x'",
        "COMMENT ON FUNCTION touch() IS 'x'",
        "GRANT SELECT ON vendors TO PUBLIC",
        "REVOKE ALL ON vendors FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
        "SELECT name FROM vendors WHERE id = 1",
        "SELECT name FROM vendors WHERE id = 1 FOR UPDATE",
        "WITH v AS (SELECT id FROM vendors) SELECT id FROM v",
        "INSERT INTO places VALUES (1, 'x')",
        "UPDATE vendors SET code = 1 WHERE id = 2",
        "UPDATE places SET name = 'y'",
        "DELETE FROM drivers USING vendors WHERE vendors.id = drivers.vendor_id",
        "WITH d AS (DELETE FROM drivers RETURNING id) SELECT count(*) FROM d",
        "MERGE INTO places USING drivers ON places.id = drivers.id WHEN MATCHED THEN DELETE",
        "SET LOCAL lock_timeout = '1s'",
    ]

    static let groups = ["alterations": alterations, "storage": storage, "parents": parents, "others": others]

    @Test("every statement's locks, rewrites and scans are those of a server", arguments: groups.keys)
    func agrees(group: String) async throws {
        try await ImpactScene.run { scene in
            for statement in Self.groups[group] ?? [] {
                do {
                    let forecast = try await scene.forecast(statement)
                    let seen = try await scene.observe(statement)
                    compareLocks(forecast, seen, statement)
                    compareWork(forecast, seen, statement)
                } catch {
                    Issue.record("\(statement): \(error)")
                    try await scene.reset()
                }
            }
        }
    }

    /// What stops others must be said exactly; what stops nobody must be so where it is said.
    private func compareLocks(_ forecast: Forecast, _ seen: Observation, _ statement: String) {
        let said = forecast.modes.filter { $0.value.blocks != .nothing }
        // An index is not said beside its table, but where the statement names it.
        let strong = seen.modes.filter { name, mode in
            mode.blocks != .nothing && (!seen.indexes.contains(name) || forecast.modes[name] != nil)
        }
        if forecast.impact.unknowns.isEmpty { #expect(said == strong, "\(statement)") }
        for (name, mode) in forecast.modes {
            #expect(seen.modes[name].map { $0 >= mode } == true, "\(statement): \(mode.rawValue) on \(name)")
        }
    }

    private func compareWork(_ forecast: Forecast, _ seen: Observation, _ statement: String) {
        let isWriting = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "TRUNCATE", "CREATE", "ANALYZE"]
            .contains { statement.hasPrefix($0) }
        if !isWriting || statement.hasPrefix("CREATE INDEX") {
            let rewrites = forecast.tables([.rewrite])
            let rewritten = seen.rewritten
            let parents: Set<String> = ["events"]
            #expect(
                rewrites.certain.isSubset(of: rewritten.union(rewritten.isEmpty ? [] : parents)),
                "\(statement) rewrote \(rewritten)")
            #expect(
                rewritten.isSubset(of: forecast.withChildren(rewrites.certain.union(rewrites.possible))),
                "\(statement) rewrote \(rewritten)")
            let work = forecast.tables([.rewrite, .scan, .indexBuild])
            let own = Set(
                forecast.impact.work.map(\.relation.name) + forecast.impact.locks.prefix(1).map(\.relation.name))
            let scanned = seen.scanned.intersection(own)
            #expect(
                work.certain.isSubset(of: scanned.union(["events", "places", "vendors_name"])),
                "\(statement) scanned \(scanned)")
            #expect(scanned.isSubset(of: work.certain.union(work.possible)), "\(statement) scanned \(scanned)")
        }
    }
}
