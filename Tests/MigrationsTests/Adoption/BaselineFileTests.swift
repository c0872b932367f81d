import DataAccessTesting
import PostgresCatalog
import PostgresDriver
import TestSupport
import Testing

@testable import Migrations

@Suite("The first migration's file of an adopted database") struct BaselineFileTests {
    private static let dump = #"""
        --
        -- PostgreSQL database dump
        --

        \restrict 7Lq0xY

        SET statement_timeout = 0;
        SET lock_timeout = 0;
        SET idle_in_transaction_session_timeout = 0;
        SET check_function_bodies = false;
        SELECT pg_catalog.set_config('search_path', '', false);

        CREATE FUNCTION public.f() RETURNS text
            LANGUAGE sql
            AS $$SELECT '
        \restrict not a command
        SET lock_timeout = 0;
        '$$;

        CREATE USER MAPPING FOR app SERVER other OPTIONS (
            password 'secret; or not',
            "user" 'app'
        );

        CREATE TABLE public.a (b integer);


        \unrestrict 7Lq0xY

        """#

    @Test("psql's own lines, the dump's limits and passwords are left out, and nothing else")
    func text() throws {
        let file = try BaselineFile(dump: Self.dump)
        let text = #"""
            -- What the database had when it was adopted: its schema by pg_dump, without rows.

            -- migrate:irreversible it made everything that there is
            -- migrate:up
            --
            -- PostgreSQL database dump
            --


            SET check_function_bodies = false;
            SELECT pg_catalog.set_config('search_path', '', false);

            CREATE FUNCTION public.f() RETURNS text
                LANGUAGE sql
                AS $$SELECT '
            \restrict not a command
            SET lock_timeout = 0;
            '$$;


            CREATE TABLE public.a (b integer);



            """#
        #expect(file.text == text)
        #expect(file.leftOut == ["CREATE USER MAPPING FOR app"])
        let migration = try MigrationFile(path: "001_baseline.sql", content: Array(file.text.utf8))
        #expect(migration.up.count == 4 && migration.irreversibleReason != nil)
    }

    @Test("is written once, as the first migration of its folder")
    func place() throws {
        let scratch = try Scratch()
        let file = try BaselineFile(dump: "CREATE TABLE a (b int);\n")
        try scratch.write("CREATE TABLE b (c int);", to: "005_b.sql")
        let late = #expect(throws: MigrationError.self) {
            try MigrationDirectory.addBaseline(file, number: 6, to: scratch.path)
        }
        #expect(late?.code == .outOfOrder && late?.message.contains("005_b.sql") == true)
        let path = try MigrationDirectory.addBaseline(file, number: 1, to: scratch.path)
        #expect(path == scratch.path(of: "001_baseline.sql"))
        let again = #expect(throws: MigrationError.self) {
            try MigrationDirectory.addBaseline(file, number: 1, to: scratch.path)
        }
        #expect(again?.code == .duplicateVersion)
        #expect(try MigrationDirectory.load(scratch.path).map(\.version) == [1, 5])
    }

    // On a server

    private static let schema: [SQL] = [
        "CREATE SCHEMA sales", "CREATE TYPE sales.stage AS ENUM ('offer', 'order')",
        "CREATE DOMAIN sales.amount AS numeric(12, 2) CHECK (VALUE >= 0)",
        "CREATE TABLE vendors (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL)",
        """
        CREATE TABLE sales.orders (id serial PRIMARY KEY, vendor bigint REFERENCES public.vendors, stage sales.stage,
            total sales.amount DEFAULT 0, made timestamptz DEFAULT now()) WITH (fillfactor = 80)
        """,
        "CREATE TABLE sales.parts (id int, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE sales.parts_2026 PARTITION OF sales.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "CREATE UNIQUE INDEX names ON vendors (lower(name)) WHERE name <> ''",
        "CREATE VIEW sales.open WITH (security_invoker) AS SELECT * FROM sales.orders WHERE stage = 'offer'",
        "CREATE MATERIALIZED VIEW totals AS SELECT vendor, sum(total) FROM sales.orders GROUP BY vendor",
        "CREATE FUNCTION sales.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$",
        "CREATE TRIGGER noting BEFORE INSERT ON sales.orders FOR EACH ROW EXECUTE FUNCTION sales.note()",
        "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY offers ON sales.orders FOR SELECT USING (stage = 'offer')",
        "REVOKE ALL ON FUNCTION sales.note() FROM PUBLIC", "GRANT SELECT ON vendors TO pg_monitor",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO pg_monitor",
        "COMMENT ON TABLE sales.orders IS 'what is sold; \\restrict'",
        "CREATE STATISTICS sales.both ON vendor, stage FROM sales.orders",
        "INSERT INTO vendors (name) VALUES ('one')",
    ]

    @Test("applied by the runner to an empty database it makes what was adopted, and the history goes on from it")
    func roundTrip() async throws {
        let scratch = try Scratch()
        try await withScene { scene in
            for sql in Self.schema { _ = try await scene.texts(sql) }
            let before = try await schema(of: scene)
            let adoption = { (files: [MigrationFile]) in
                Adoption(connection: scene.database.configuration, files: files, toolVersion: "1.0")
            }
            let file = try await adoption([]).baselineFile()
            #expect(file.leftOut == [])
            _ = try MigrationDirectory.addBaseline(file, number: 1, to: scratch.path)
            let files = try MigrationDirectory.load(scratch.path)
            try await adoption(files).adopt(try await adoption(files).plan(baseline: 1))
            #expect(try await runner(scene, files).apply() == [])
            try await withScene { empty in
                #expect(try await runner(empty, files).apply() == [1])
                let after = try await schema(of: empty)
                #expect(before.differences(to: after) == [])
                #expect(before.hash == after.hash)
                #expect(try await empty.texts("SELECT count(*)::text FROM vendors") == ["0"])
            }
            let known = await #expect(throws: MigrationError.self) { try await adoption(files).baselineFile() }
            #expect(known?.code == .historyExists)
        }
    }

    @Test("who holds a table is not waited for longer than the limit")
    func locked() async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE a (b int)")
            try await scene.database.withConnection { holder in
                for sql: SQL in ["BEGIN", "LOCK TABLE a"] { _ = try await holder.query(sql) }
                let adoption = Adoption(connection: scene.database.configuration, files: [], toolVersion: "1.0")
                let error = await #expect(throws: MigrationError.self) { try await adoption.baselineFile() }
                #expect(error?.code == .dumpImpossible && error?.advice?.contains("timeout") == true)
            }
        }
    }

    private func runner(_ scene: MigrationScene, _ files: [MigrationFile]) -> MigrationRunner {
        MigrationRunner(connection: scene.database.configuration, files: files, toolVersion: "1.0")
    }

    private func schema(of scene: MigrationScene) async throws -> Fingerprint {
        try await scene.database.withConnection { connection in
            try await Fingerprint.readCatalogue(from: connection).judgedByPlans
        }
    }
}
