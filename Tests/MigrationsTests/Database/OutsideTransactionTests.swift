import Migrations
import PostgresDriver
import Testing

@Suite struct OutsideTransactionTests {
    private static let index = """
        -- migrate:up transaction:false
        CREATE INDEX CONCURRENTLY vendors_name ON vendors (name);
        VACUUM vendors;
        -- migrate:verify
        SELECT indisvalid FROM pg_index WHERE indexrelid = 'vendors_name'::regclass;
        -- migrate:down
        DROP INDEX vendors_name;
        """

    private func withVendors(_ body: (MigrationScene) async throws -> Void) async throws {
        try await withScene { scene in
            _ = try await scene.texts("CREATE TABLE vendors (name text)")
            try await body(scene)
        }
    }

    @Test func runsStatementByStatementAndBack() async throws {
        try await withVendors { scene in
            let runner = try scene.runner(["030_index.sql": Self.index])
            #expect(try await runner.apply() == [30])
            #expect(try await scene.history() == ["30 up done 2/2"])
            #expect(try await runner.rollback(to: 0) == [30])
            #expect(try await scene.history() == ["30 down done 1/1"])
            #expect(try await scene.recorded() == ["30 up started", "30 up done", "30 down done"])
        }
    }

    @Test func whatItDidBeforeAFailureIsSaidAndKept() async throws {
        try await withVendors { scene in
            let runner = try scene.runner([
                "030_bad.sql": "-- migrate:up transaction:false\nVACUUM vendors;\nVACUUM nowhere;\nVACUUM vendors;"
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .statementFailed && error?.line == 3)
            #expect(error?.advice?.contains("1 of its 3 statements remain done") == true)
            #expect(try await scene.history() == ["30 up failed 1/3"])
            let recorded = try await scene.recorded()
            #expect(recorded == ["30 up started", "30 up failed 2 42P01 undefined_table"])
            #expect(try await runner.status().map(\.state) == [.unfinished])
            let again = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(again?.code == .unfinished && again?.message.contains("after 1 of 3 statements") == true)
        }
    }

    @Test func aVerificationThatDoesNotHoldLeavesItUnfinished() async throws {
        try await withVendors { scene in
            let runner = try scene.runner([
                "030_bad.sql": "-- migrate:up transaction:false\nVACUUM vendors;\n-- migrate:verify\nSELECT false;"
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .verificationFailed && error?.line == 4)
            #expect(try await scene.history() == ["30 up failed 1/1"])
        }
    }
}
