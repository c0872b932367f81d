import PostgresCatalog
import Testing

@testable import Migrations
@testable import dal

@Suite("What is said while migrations run")
struct MigrationProgressTextTests {
    private static let blocker = BlockingSession(
        process: 812, application: "psql", state: "idle in transaction", age: .seconds(40),
        holds: "AccessShareLock on vendors")

    private func phase(_ done: Int, of total: Int) -> ServerPhase {
        ServerPhase(
            command: "CREATE INDEX CONCURRENTLY", phase: "building index: scanning table", done: done, total: total)
    }

    @Test("pain 5, opaque lock timeout: the holder's process, application and age are shown")
    func holder() {
        let waiting = MigrationProgress.waiting(for: Self.blocker, elapsed: .seconds(5))
        #expect(
            waiting.text
                == .lasting(
                    "waiting for process 812 (psql, idle in transaction, age 40 s, holds AccessShareLock on vendors): it "
                        + "holds the migration lock (5.0 s)"))
        let gone = MigrationProgress.waiting(for: nil, elapsed: .zero)
        #expect(gone.text == .lasting("waiting for another runner: it holds the migration lock (0.0 s)"))
        let retrying = MigrationProgress.retrying(
            version: 7, attempt: 2, delay: .seconds(1), reason: "lock_not_available", blockedBy: [Self.blocker])
        #expect(
            retrying.text
                == .lasting(
                    "007: met a lock (lock_not_available), behind process 812 (psql, idle in transaction, age 40 s, holds "
                        + "AccessShareLock on vendors); attempt 2 in 1.0 s"))
    }

    @Test("a long statement shows the server's phase and percent, and how long it takes")
    func underWay() {
        func text(_ phase: ServerPhase?, _ blockers: [BlockingSession] = []) -> ProgressText? {
            MigrationProgress.underWay(
                summary: "CREATE INDEX i", elapsed: .seconds(12), phase: phase, blockedBy: blockers
            )
            .text
        }
        #expect(text(nil) == .passing("CREATE INDEX i: 12.0 s"))
        #expect(
            text(phase(45, of: 100)) == .passing("CREATE INDEX i: 12.0 s, building index: scanning table 45 %"))
        #expect(text(phase(45, of: 0)) == .passing("CREATE INDEX i: 12.0 s, building index: scanning table"))
        let unknown = BlockingSession(process: 1, application: "", state: nil, age: nil, holds: nil)
        #expect(text(nil, [unknown]) == .passing("CREATE INDEX i: 12.0 s, behind process 1 (no application name)"))
    }

    @Test(
        "percentages stay within 0 and 100, whatever the server says",
        arguments: [(-1, 0), (0, 0), (99, 99), (250, 100)])
    func percent(done: Int, shown: Int) {
        #expect(phase(done, of: 100).percent == shown)
    }

    @Test("statements come and go, migrations stay")
    func others() {
        #expect(MigrationProgress.statement(number: 2, of: 3, summary: "VACUUM a").text == .passing("2/3 VACUUM a"))
        #expect(
            MigrationProgress.finished(.up, version: 31, name: "roles", duration: .milliseconds(1_240)).text
                == .lasting("up 031 roles (1.2 s)"))
        #expect(
            MigrationProgress.dropped(index: "\"s\".\"i\"").text == .lasting("dropped the invalid index \"s\".\"i\""))
        #expect(MigrationProgress.started(.up, version: 1, name: "a").text == nil)
    }
}
