import DataAccessTesting
import PostgresDriver
import Testing

@testable import Migrations

/// A history that an older version of the tool laid down.
@Suite struct HistoryUpgradeTests {
    private static let older: [SQL] = [
        "CREATE SCHEMA dal",
        """
        CREATE TABLE dal.migration_history (
            version bigint PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
            direction text NOT NULL CHECK (direction IN ('up', 'down')),
            state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
            statements_total integer NOT NULL, statements_done integer NOT NULL, statement_hashes text[] NOT NULL,
            error_stmt integer, error text, started_at timestamptz NOT NULL, finished_at timestamptz,
            operator text NOT NULL, tool_version text NOT NULL, plan_sha256 text NOT NULL
        )
        """,
        """
        CREATE TABLE dal.migration_events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(),
            version bigint NOT NULL, name text NOT NULL, sha256 text NOT NULL, direction text NOT NULL,
            event text NOT NULL CHECK (event IN ('started', 'done', 'failed')), error_stmt integer, error text,
            operator text NOT NULL, login text NOT NULL DEFAULT session_user, tool_version text NOT NULL,
            plan_sha256 text NOT NULL
        )
        """,
        """
        INSERT INTO dal.migration_history VALUES (29, 'gone', 'abc', 'down', 'done', 1, 1, '{h}', NULL, NULL,
            now(), now(), 'somebody', '0.9', 'def')
        """,
    ]

    private func withOlderHistory(_ body: (MigrationScene) async throws -> Void) async throws {
        try await withScene { scene in
            try await scene.database.withConnection { connection in
                for statement in Self.older { _ = try await connection.query(statement) }
            }
            try await body(scene)
        }
    }

    @Test func isReadAsItIs() async throws {
        try await withOlderHistory { scene in
            try await scene.database.withConnection { connection in
                let entries = try await HistoryTable(connection: connection).entries()
                #expect(entries.map(\.version) == [29])
                #expect(entries.first?.statementBegun == nil && entries.first?.statementHashes == ["h"])
            }
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors])
            #expect(try await runner.status().map(\.version) == [30])
        }
    }

    @Test func isBroughtUpToDateByTheNextRunAndKeepsItsRows() async throws {
        try await withOlderHistory { scene in
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors])
            #expect(try await runner.apply() == [30])
            #expect(try await runner.rollback(to: 29) == [30])
            #expect(try await scene.history() == ["29 down done 1/1", "30 down done 1/1"])
        }
    }

    @Test func isBroughtUpToDateOnceAndThenLikeANewOne() async throws {
        func shape(_ scene: MigrationScene) async throws -> [String] {
            try await scene.database.withConnection { connection in
                let table = HistoryTable(connection: connection)
                try await table.bringUpToDate()
                try await table.bringUpToDate()
            }
            return try await scene.texts(
                """
                SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                FROM pg_attribute WHERE attrelid IN ('dal.migration_history'::regclass, 'dal.migration_events'::regclass)
                    AND attnum > 0
                UNION ALL
                SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'dal'::regnamespace
                ORDER BY 1
                """)
        }
        try await withOlderHistory { older in
            try await withScene { new in
                let (upgraded, laidDown) = (try await shape(older), try await shape(new))
                #expect(upgraded == laidDown)
                #expect(laidDown.contains { $0.contains("'adopted'") })
            }
        }
    }
}
