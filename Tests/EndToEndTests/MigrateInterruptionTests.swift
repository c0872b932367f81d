import Foundation
import Glibc
import ProcessSupervision
import TestSupport
import Testing

@Suite("dal migrate apply, interrupted", .timeLimit(.minutes(5)))
struct MigrateInterruptionTests {
    private func psql(_ workplace: Workplace, _ sql: String) async throws -> String {
        let result = try await workplace.dal("psql", "--as", "admin", "--", "-Atc", sql)
        #expect(result.status == .exited(0), "\(result.errors)")
        return result.output
    }

    @Test(
        "pain 3, a table lock survives its runner: the statement under way is cancelled at the server, and all rolled back",
        arguments: [SIGINT, SIGTERM])
    func interrupted(with signal: Int32) async throws {
        let workplace = try await Workplace.provisioned()
        let environment = try await LocalEnvironmentRun.start(workplace)
        let slow = workplace.project.appending(path: "migrations/040_slow.sql")
        try "LOCK TABLE vendors;\nCREATE TABLE slow (a int);\nSELECT pg_sleep(3600);\n"
            .write(to: slow, atomically: true, encoding: .utf8)
        let command = try workplace.startDAL("migrate", "apply")
        let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        try await until { try await psql(workplace, sleeping) == "1\n" || command.process.exitStatus != nil }
        kill(command.pid, signal)
        let result = await command.result()
        #expect(result.status == .exited(130) && result.output.isEmpty, "\(result.errors)")
        #expect(result.errors.contains("dal: 040_slow.sql:3: cancelled during SELECT"), "\(result.errors)")
        #expect(result.errors.contains("Nothing of this file remains; nothing was applied before it in this run."))
        // Nothing works or waits at the server any more, and nothing is locked.
        #expect(try await psql(workplace, sleeping) == "0\n")
        let left = try await psql(
            workplace,
            """
            SELECT count(*), to_regclass('slow') IS NULL, (SELECT count(*) FROM dal.migration_history WHERE version = 40)
            FROM pg_locks WHERE relation = 'vendors'::regclass AND mode = 'AccessExclusiveLock'
            """)
        #expect(left == "0|t|0\n")
        try "CREATE TABLE quick (a int);\n".write(to: slow, atomically: true, encoding: .utf8)
        let next = try await workplace.dal("migrate", "apply")
        #expect(next.lines.first == "applied 040", "\(next.errors)")
        #expect(await environment.stop() == .exited(0))
    }

    @Test("outside a transaction what is done stays, is counted, and is gone on with")
    func interruptedOutsideTransaction() async throws {
        let workplace = try await Workplace.provisioned()
        let environment = try await LocalEnvironmentRun.start(workplace)
        let slow = workplace.project.appending(path: "migrations/040_slow.sql")
        let head = "-- migrate:up transaction:false\nCREATE TABLE slow (a int);\n"
        try (head + "SELECT pg_sleep(3600);\n").write(to: slow, atomically: true, encoding: .utf8)
        let command = try workplace.startDAL("migrate", "apply")
        let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        try await until { try await psql(workplace, sleeping) == "1\n" || command.process.exitStatus != nil }
        kill(command.pid, SIGINT)
        let result = await command.result()
        #expect(result.status == .exited(130), "\(result.errors)")
        #expect(result.errors.contains("1 of its 2 statements remain done"), "\(result.errors)")
        #expect(try await psql(workplace, sleeping) == "0\n")
        try (head + "SELECT 1;\n").write(to: slow, atomically: true, encoding: .utf8)
        let resumed = try await workplace.dal("migrate", "resume")
        #expect(resumed.lines.first == "resumed 040", "\(resumed.errors)")
        #expect(await environment.stop() == .exited(0))
    }
}
