import DataAccessTesting
import Migrations
import PostgresCatalog
import PostgresDriver
import Testing

@Suite(.timeLimit(.minutes(5))) struct LockingTests {
    @Test func ofManyRunnersExactlyOneApplies() async throws {
        try await withScene { scene in
            let runner = try scene.runner([
                "030_vendors.sql": ApplyTests.vendors, "031_drivers.sql": ApplyTests.drivers,
                "032_index.sql": "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON drivers (id);",
            ]) { $0.lockWait = .seconds(60) }
            try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 1...10 { group.addTask { try await runner.apply() } }
                var applied: [[Int]] = []
                for try await versions in group where !versions.isEmpty { applied.append(versions) }
                #expect(applied == [[30, 31, 32]])
            }
            #expect(try await scene.recorded() == ["30 up done", "31 up done", "32 up started", "32 up done"])
        }
    }

    @Test("pain 5, opaque lock timeout: who holds the migration lock is named with process, application and age")
    func aBusyLockNamesItsHolder() async throws {
        try await withScene { scene in
            var configuration = scene.database.configuration
            configuration.applicationName = "the other runner"
            let holder = try await PostgresConnection.connect(to: configuration)
            _ = try await holder.query("SELECT pg_advisory_lock(\(0x6461_6c5f_6d69_6772))")
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors]) { $0.lockWait = .milliseconds(50) }
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .lockBusy && error?.exitCode == 5)
            #expect(error?.message.contains("process \(holder.backendPID) (the other runner, idle, age ") == true)
            let waited = scene.progress.compactMap { event in
                if case .waiting(let holder, _) = event { holder?.process } else { nil }
            }
            #expect(waited == [Int(holder.backendPID)])
            await holder.close()
            #expect(try await runner.apply() == [30])
        }
    }

    @Test("pain 5, opaque lock timeout: who holds a table's lock is named, with what it holds, and never its statement")
    func whoHoldsATableIsNamed() async throws {
        try await withScene { scene in
            var configuration = scene.database.configuration
            configuration.applicationName = "a report"
            let holder = try await PostgresConnection.connect(to: configuration)
            for statement in ["CREATE TABLE vendors (id int)", "BEGIN", "LOCK TABLE vendors IN ACCESS SHARE MODE"]
                as [SQL]
            {
                _ = try await holder.query(statement)
            }
            let runner = try scene.runner(["030_alter.sql": "ALTER TABLE vendors ADD name text"]) {
                $0.retries = RetrySchedule(attempts: 1_000, first: .milliseconds(10), longest: .milliseconds(10))
            }
            let events = scene.watch()
            async let applied = scene.watched { try await runner.apply() }
            for await event in events {
                // The second connection may come too late for the first attempts.
                guard case .retrying(_, _, _, _, let blockers) = event, let blocker = blockers.first else { continue }
                #expect(blockers.count == 1 && blocker.process == Int(holder.backendPID))
                #expect(blocker.application == "a report" && blocker.state == "idle in transaction")
                #expect(blocker.holds == "AccessShareLock on vendors" && blocker.age != nil)
                #expect(!blocker.description.contains("LOCK TABLE"))
                break
            }
            _ = try await holder.query("ROLLBACK")
            #expect(try await applied == [30])
            await holder.close()
        }
    }

    @Test func aTableLockIsTriedAgainUntilItIsFree() async throws {
        try await withScene { scene in
            try await scene.database.withConnection { connection in
                _ = try await connection.query("CREATE TABLE vendors (id int)")
                _ = try await connection.query("BEGIN")
                _ = try await connection.query("LOCK TABLE vendors IN ACCESS EXCLUSIVE MODE")
                let runner = try scene.runner(["030_alter.sql": "ALTER TABLE vendors ADD name text"]) { options in
                    options.lockTimeout = .milliseconds(20)
                    options.retries = RetrySchedule(attempts: 100, first: .milliseconds(10), longest: .milliseconds(50))
                }
                let events = scene.watch()
                async let applied = scene.watched { try await runner.apply() }
                for await event in events {
                    if case .retrying(version: 30, _, _, reason: "lock_not_available", _) = event { break }
                }
                _ = try await connection.query("ROLLBACK")
                #expect(try await applied == [30])
            }
            #expect(try await scene.history() == ["30 up done 1/1"])
        }
    }

    @Test func aTableLockThatStaysIsAnErrorInTheEnd() async throws {
        try await withScene { scene in
            try await scene.database.withConnection { connection in
                _ = try await connection.query("CREATE TABLE vendors (id int)")
                _ = try await connection.query("BEGIN")
                _ = try await connection.query("LOCK TABLE vendors IN ACCESS EXCLUSIVE MODE")
                let runner = try scene.runner(["030_alter.sql": "ALTER TABLE vendors ADD name text"]) {
                    $0.lockTimeout = .milliseconds(20)
                }
                let error = await failure { () async throws(MigrationError) in try await runner.apply() }
                #expect(error?.code == .statementFailed && error?.underlying?.sqlState == .lockNotAvailable)
                #expect(scene.progress.count { if case .retrying = $0 { true } else { false } } == 1)
                _ = try await connection.query("ROLLBACK")
            }
        }
    }

    @Test func aStatementThatTakesTooLongIsEnded() async throws {
        try await withScene { scene in
            let runner = try scene.runner(["030_slow.sql": "SELECT pg_sleep(600)"]) {
                $0.longStatementTimeout = .milliseconds(50)
            }
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .statementFailed && error?.underlying?.sqlState == .queryCanceled)
        }
    }
}
