import Migrations
import PostgresDriver
import Testing

@Suite struct ApplyTests {
    static let vendors = """
        -- migrate:up
        CREATE TABLE vendors (id int PRIMARY KEY);
        INSERT INTO vendors VALUES (1);
        -- migrate:verify
        SELECT count(*) = 1 FROM vendors;
        DO $$ BEGIN ASSERT (SELECT count(*) FROM vendors) = 1; END $$;
        -- migrate:down
        DROP TABLE vendors;
        """
    static let drivers = "-- migrate:up\nCREATE TABLE drivers (id int);\n-- migrate:down\nDROP TABLE drivers;"

    @Test func appliesOnceAndThenHasNothingToDo() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": Self.vendors, "031_drivers.sql": Self.drivers])
            #expect(try await runner.status().map(\.state) == [.pending, .pending])
            #expect(try await scene.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'dal'") == [])
            #expect(try await runner.apply() == [30, 31])
            #expect(try await runner.apply() == [])
            #expect(try await scene.tables() == ["drivers", "vendors"])
            #expect(try await scene.history() == ["30 up done 2/2", "31 up done 1/1"])
            #expect(try await scene.recorded() == ["30 up done", "31 up done"])
            let status = try await runner.status()
            #expect(status.map(\.state) == [.applied, .applied])
            #expect(status.allSatisfy { $0.appliedAt != nil && ($0.duration ?? .zero) > .zero })
        }
    }

    @Test func reportsItsProgressInOrder() async throws {
        try await withScene { scene in
            _ = try await scene.runner(["030_vendors.sql": Self.vendors]).apply()
            // On a busy machine any statement may take long enough to be told of.
            let events = scene.progress.filter { if case .underWay = $0 { false } else { true } }
            #expect(
                events.dropLast() == [
                    .started(.up, version: 30, name: "vendors"),
                    .statement(number: 1, of: 2, summary: "CREATE TABLE vendors"),
                    .statement(number: 2, of: 2, summary: "INSERT INTO vendors"),
                ])
            guard case .finished(.up, version: 30, name: "vendors", let duration)? = events.last else {
                Issue.record("the last event is \(String(describing: events.last))")
                return
            }
            #expect(duration > .zero)
        }
    }

    @Test func theHistorySaysWhoWithWhatAndFromWhichPlan() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": Self.vendors])
            let plan = try await runner.plan(.apply(upTo: nil))
            #expect(try await runner.apply(plan) == [30])
            let row = try await scene.texts(
                """
                SELECT concat_ws(' ', name, sha256, operator, tool_version, plan_sha256, array_length(statement_hashes, 1))
                FROM dal.migration_history WHERE finished_at >= started_at
                """)
            #expect(row == ["vendors \(plan.steps[0].file.checksum) tester 1.0 \(plan.hash) 2"])
        }
    }

    @Test func stopsAtTheVersionAskedFor() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": Self.vendors, "031_drivers.sql": Self.drivers])
            #expect(try await runner.apply(upTo: 30) == [30])
            #expect(try await scene.tables() == ["vendors"])
        }
    }

    @Test func anEditedFileIsRefused() async throws {
        try await withScene { scene in
            _ = try await scene.runner(["030_vendors.sql": Self.vendors]).apply()
            let edited = try scene.runner([
                "030_vendors.sql": Self.vendors + "\n-- edited", "031_drivers.sql": Self.drivers,
            ])
            let error = await failure { () async throws(MigrationError) in try await edited.apply() }
            #expect(error?.code == .changedAfterApplied && error?.file == "030_vendors.sql")
            #expect(try await scene.tables() == ["vendors"])
        }
    }

    @Test func rollsBackNewestFirstAndAppliesAgain() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": Self.vendors, "031_drivers.sql": Self.drivers])
            for _ in 1...2 {
                #expect(try await runner.apply() == [30, 31])
                #expect(try await runner.rollback(to: 0) == [31, 30])
                #expect(try await scene.tables() == [])
            }
            #expect(try await runner.status().map(\.state) == [.pending, .pending])
            #expect(try await scene.history() == ["30 down done 1/1", "31 down done 1/1"])
            #expect(try await scene.recorded().count == 8)
        }
    }

    @Test func aPlanThatMovedIsRefused() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": Self.vendors, "031_drivers.sql": Self.drivers])
            let plan = try await runner.plan(.apply(upTo: nil))
            _ = try await runner.apply(upTo: 30)
            let error = await failure { () async throws(MigrationError) in try await runner.apply(plan) }
            #expect(error?.code == .planMoved)
            #expect(try await scene.tables() == ["vendors"])
        }
    }

    @Test func whatAFileSetsDoesNotReachTheNext() async throws {
        try await withScene { scene in
            let runner = try scene.runner([
                "030_a.sql": "SET search_path = ''; CREATE TABLE public.a (b int); SET lock_timeout = 0;",
                "031_b.sql": "CREATE TABLE b (c int);",
                "032_c.sql":
                    "CREATE TABLE c (d text); INSERT INTO c VALUES (current_setting('lock_timeout'));",
            ])
            #expect(try await runner.apply() == [30, 31, 32])
            #expect(try await scene.texts("SELECT d FROM c") == ["500ms"])
        }
    }

    @Test func theHistoryIsWrittenAsTheAdministratorWhateverRoleTheFileTakes() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_a.sql": "CREATE TABLE a (b int); SET ROLE pg_monitor;"])
            #expect(try await runner.apply() == [30])
        }
    }

    @Test func aVerificationLeavesNothingBehind() async throws {
        try await withScene { scene in
            let runner = try scene.runner([
                "030_a.sql":
                    "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:verify\nDO $$ BEGIN INSERT INTO a VALUES (1); END $$;"
            ])
            _ = try await runner.apply()
            #expect(try await scene.texts("SELECT count(*)::text FROM a") == ["0"])
        }
    }

    @Test func theHistoryIsClosedToOthersAndItsEventsToChange() async throws {
        try await withScene { scene in
            _ = try await scene.runner(["030_vendors.sql": Self.vendors]).apply()
            let open = try await scene.texts(
                """
                SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
                    aclexplode(coalesce(relacl, acldefault('r', relowner))) a
                WHERE nspname = 'dal' AND relkind = 'r' AND a.grantee <> relowner
                UNION ALL SELECT nspname::text FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a
                WHERE nspname = 'dal' AND a.grantee <> nspowner
                """)
            #expect(open == [])
            for change: SQL in [
                "UPDATE dal.migration_events SET operator = 'x'", "DELETE FROM dal.migration_events",
                "TRUNCATE dal.migration_events",
            ] {
                await #expect(throws: DatabaseError.self) { _ = try await scene.texts(change) }
            }
        }
    }
}
