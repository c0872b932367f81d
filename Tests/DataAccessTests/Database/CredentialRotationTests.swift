import ConnectionPooling
import DataAccessTesting
import PostgresDriver
import Synchronization
import Testing
import TestSupport

@testable import DataAccess

@Suite("A login's password changes", .timeLimit(.minutes(2)))
struct CredentialRotationTests {
    @Test("every connection is replaced with the new password, and a session under way ends undisturbed")
    func rotation() async throws {
        let password = Mutex("a password of tests")
        let asked = Atomic(0)
        try await withDatabase({ configuration in
            configuration.webapp.maximum = 2
            configuration.webapp.password = {
                asked.add(1, ordering: .relaxed)
                return password.withLock { $0 }
            }
        }) { (database, fixture) async throws in
            let pid: SQL = "SELECT pg_backend_pid()"
            let before = try await database.writeGlobal { session in
                let before = try await session.query(pid).number
                let login = fixture.login(.webapp)
                try await fixture.asSuperuser(SQL(verbatim: "ALTER ROLE \(login) PASSWORD 'another one'"))
                password.withLock { $0 = "another one" }
                try database.replaceConnections(of: .webapp)
                let during = try await session.query(pid).number
                #expect(during == before)
                return before
            }
            let askedBefore = asked.load(ordering: .relaxed)
            let after = try await database.writeGlobal { try await $0.query(pid).number }
            #expect(after != before)
            #expect(asked.load(ordering: .relaxed) > askedBefore)
            try await until { database.poolStatistics()[.webapp]?.closing == 0 }
            let (user, old) = (fixture.login(.webapp), before)
            let left = try await fixture.database.withConnection { connection in
                try await connection.query(
                    "SELECT 1 FROM pg_stat_activity WHERE usename = \(user) AND pid = \(old)::int4"
                ).count
            }
            #expect(left == 0)
        }
    }

    @Test("of a pool that is not there: .poolUnavailable")
    func missingPool() async throws {
        try await withDatabase({ $0.admin = nil }) { database, _ in
            let error = #expect(throws: DatabaseError.self) { try database.replaceConnections(of: .admin) }
            #expect(error?.code == .poolUnavailable)
        }
    }
}
