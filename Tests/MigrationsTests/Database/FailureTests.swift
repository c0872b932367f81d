import DataAccessTesting
import Migrations
import PostgresDriver
import Testing

@Suite struct FailureTests {
    /// Applies a good file and then one that fails, and expects nothing of the second.
    private func error(of text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
        -> MigrationError?
    {
        var result: MigrationError?
        try await withScene { scene in
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors, "031_bad.sql": text])
            result = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(try await scene.tables() == ["vendors"], sourceLocation: sourceLocation)
            #expect(try await scene.history() == ["30 up done 2/2"], sourceLocation: sourceLocation)
            #expect(result?.file == "031_bad.sql", sourceLocation: sourceLocation)
        }
        return result
    }

    @Test func failingSQLIsNamedAndLeavesNothing() async throws {
        let error = try await error(of: "CREATE TABLE a (b int);\n\nALTER TABLE vendors\n  ADD c nonsense;")
        #expect(error?.code == .statementFailed && error?.underlying?.sqlState == .undefinedObject)
        #expect(
            error?.description == """
                031_bad.sql:4: ALTER TABLE vendors failed: type "nonsense" does not exist (42704 undefined_object)
                Nothing of this file remains; applied before it in this run: 030.
                """)
    }

    @Test func aFailureIsAnEvent() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_a.sql": "SELECT 1; SELECT 1/0;"])
            _ = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(try await scene.recorded() == ["30 up failed 2 22012 division_by_zero"])
            #expect(try await scene.history() == [])
        }
    }

    @Test(arguments: [
        ("SELECT false AS \"vendors are gone\"", #""vendors are gone" returned false"#),
        ("SELECT NULL::bool", #""bool" returned something else than true"#),
        ("SELECT true WHERE false", "returned 0 rows of 1 columns"),
        ("SELECT true, true", "returned 1 rows of 2 columns"),
        ("VALUES (true), (true)", "returned 2 rows of 1 columns"),
        ("SELECT 'yes'::text", "returned something else than true"),
    ])
    func aVerificationThatDoesNotHoldRollsBack(query: String, finding: String) async throws {
        let error = try await error(of: "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:verify\n\(query);")
        #expect(error?.code == .verificationFailed && error?.line == 4)
        #expect(error?.message.contains(finding) == true, "\(error?.message ?? "")")
    }

    @Test func aVerificationThatRaisesRollsBack() async throws {
        let error = try await error(
            of:
                "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:verify\nDO $$ BEGIN ASSERT false, 'no rows'; END $$;"
        )
        #expect(error?.code == .statementFailed && error?.line == 4)
        #expect(error?.message.contains("no rows") == true)
    }

    @Test func aConstraintCheckedAtCommitRollsBack() async throws {
        let error = try await error(
            of: """
                CREATE TABLE a (b int REFERENCES vendors DEFERRABLE INITIALLY DEFERRED);
                INSERT INTO a VALUES (7);
                """)
        #expect(error?.code == .notCommitted && error?.underlying?.sqlState == .foreignKeyViolation)
    }

    @Test func aConnectionThatBreaksAtCommitIsFollowedUp() async throws {
        let error = try await error(
            of: """
                CREATE TABLE a (b int);
                CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER break AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION break();
                INSERT INTO a VALUES (1);
                """)
        #expect(error?.code == .brokenAtCommit)
        #expect(error?.message.contains("the history says that it was rolled back") == true, "\(error?.message ?? "")")
    }

    @Test func aConnectionThatBreaksInBetweenLeavesNothing() async throws {
        let error = try await error(of: "CREATE TABLE a (b int); SELECT pg_terminate_backend(pg_backend_pid());")
        #expect(error?.code == .statementFailed)
        #expect(error?.advice?.contains("Nothing of this file remains") == true)
    }

    @Test func aStatementForOutsideATransactionIsToldWhereToGo() async throws {
        let error = try await error(of: "VACUUM vendors;")
        #expect(error?.advice?.contains("-- migrate:up transaction:false") == true)
    }

    @Test(arguments: ["notice", "error"])
    func aRevokeThatOnlyWarnsFails(shown: String) async throws {
        try await withScene { scene in
            let role = "revoker_\(scene.database.name.suffix(8))"
            let identifier = try Identifier(role)
            try await scene.database.withConnection { connection in
                let grants: [SQL] = [
                    "CREATE ROLE \(identifier) LOGIN PASSWORD 'only-for-this-test'",
                    "GRANT CREATE ON DATABASE \(try Identifier(scene.database.name)) TO \(identifier)",
                    "CREATE TABLE t (a int)", "GRANT SELECT ON t TO pg_monitor", "GRANT SELECT ON t TO \(identifier)",
                    "ALTER ROLE \(identifier) SET client_min_messages = \(SQL(verbatim: shown))",
                ]
                for grant in grants { _ = try await connection.query(grant) }
            }
            let administrator = scene.database.configuration(user: role, password: "only-for-this-test")
            let runner = try scene.runner(
                ["030_revoke.sql": "SELECT 1;\nREVOKE SELECT ON t FROM pg_monitor;"], configuration: administrator)
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .privilegeWarning && error?.line == 2)
            #expect(error?.message.contains("01006 privilege_not_revoked") == true)
            #expect(try await scene.history() == [])
            try await scene.database.withConnection { connection in
                _ = try await connection.query("DROP OWNED BY \(identifier)")
                _ = try await connection.query("DROP ROLE \(identifier)")
            }
        }
    }

    @Test("a history that a trigger swallows is never committed", arguments: ["migration_history", "migration_events"])
    func historyNotWritten(table: String) async throws {
        try await withScene { scene in
            _ = try await scene.runner(["030_a.sql": "CREATE TABLE a (b int)"]).apply()
            let name = try Identifier("dal", table)
            let change: [SQL] = [
                "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER swallow BEFORE INSERT ON \(name) FOR EACH ROW EXECUTE FUNCTION swallow()",
            ]
            for sql in change { _ = try await scene.texts(sql) }
            let runner = try scene.runner([
                "030_a.sql": "CREATE TABLE a (b int)", "031_c.sql": "CREATE TABLE c (d int)",
            ])
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .database && error?.message.contains("not one row each") == true)
            #expect(try await scene.tables() == ["a"])
            #expect(try await scene.history() == ["30 up done 1/1"])
        }
    }

    @Test func cancellationRollsBackAndGivesTheLockBack() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_slow.sql": "CREATE TABLE a (b int);\nSELECT pg_sleep(600);"])
            let events = scene.watch()
            try await withThrowingTaskGroup(of: MigrationError?.self) { group in
                group.addTask {
                    await scene.watched {
                        await failure { () async throws(MigrationError) in try await runner.apply() }
                    }
                }
                for await event in events {
                    if case .statement(number: 2, of: _, summary: _) = event { break }
                }
                group.cancelAll()
                let error = try await group.next() ?? nil
                #expect(error?.code == .cancelled && error?.line == 2)
            }
            #expect(try await scene.tables() == [])
            #expect(try await scene.history() == [])
            #expect(try await scene.runner(["030_quick.sql": "CREATE TABLE a (b int)"]).apply() == [30])
        }
    }
}
