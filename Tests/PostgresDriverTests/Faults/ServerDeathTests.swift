import DataAccessTesting
import Glibc
import LocalPostgres
import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, in the middle of something", .timeLimit(.minutes(2)))
struct ServerDeathTests {
    @Test("a terminated session loses the connection, and nothing of it is left")
    func terminated() async throws {
        try await withTestDatabase { database in
            try await InterruptedOperation.forEach { operation in
                let footprint = try await operation.start(to: database.configuration, at: database) { interrupted in
                    try await interrupted.terminate()
                    try await interrupted.expectLost()
                }
                let isGone = try await holds { footprint.isGone }
                #expect(isGone, "\(operation.name): the loop still knows the connection")
            }
            let answer = try await database.withConnection { try await $0.query("SELECT 1").count }
            #expect(answer == 1)
        }
    }

    @Test("kill -9 of a session's process loses every connection, until the server has recovered")
    func backendKilled() async throws {
        let server = try await TestServer.start()
        let footprints = try await inTheMiddleOfAll(on: server) { _, backends in kill(backends[0], SIGKILL) }
        #expect(try await holds { footprints.allSatisfy(\.isGone) }, "the loop still knows a connection")
        try await until { await isReachable(server) }
        try await server.stop()
    }

    @Test("kill -9 of the server and all its processes loses every connection")
    func serverKilled() async throws {
        let server = try await TestServer.start()
        let footprints = try await inTheMiddleOfAll(on: server) { server, backends in
            for process in [server.server.pid] + backends { kill(process, SIGKILL) }
        }
        #expect(try await holds { footprints.allSatisfy(\.isGone) }, "the loop still knows a connection")
        let refusal = await #expect(throws: DatabaseError.self) {
            _ = try await PostgresConnection.connect(to: server.superuserConfiguration())
        }
        // The server's certificate may be gone as well.
        #expect(refusal?.code == .connectionFailed || refusal?.code == .configuration)
        // The executor that lost them serves the next.
        let answer = try await TestServer.withConnection(to: TestServer.shared.superuserConfiguration()) {
            try await $0.query("SELECT 1").count
        }
        #expect(answer == 1)
        try? await server.stop()
    }

    @Test("the end of a session that nobody was using is noticed, and the next statement was not sent")
    func terminatedWhileIdle() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { observer in
                let connection = try await database.connect()
                _ = try await observer.query("SELECT pg_terminate_backend(\(Int(connection.backendPID))::int)")
                try await until { !connection.isOpen }
                let error = await #expect(throws: DatabaseError.self) { _ = try await connection.query("SELECT 1") }
                #expect(error?.code == .closed && error?.outcome == .notApplied)
            }
        }
    }

    /// Brings a connection of its own into the middle of each operation, does something to the server, and checks that
    /// all of them are lost.
    private func inTheMiddleOfAll(
        on server: TestServer, _ fault: (TestServer, [Int32]) -> Void
    ) async throws -> [Footprint] {
        let observer = try await PostgresConnection.connect(to: server.superuserConfiguration())
        var all: [Interrupted] = []
        for operation in InterruptedOperation.all {
            let connection = try await PostgresConnection.connect(to: server.superuserConfiguration())
            all.append(try await Interrupted(operation, connection, observer: observer))
        }
        fault(server, all.map(\.backend) + [observer.backendPID])
        for interrupted in all { try await interrupted.expectLost() }
        try await until { !observer.isOpen }
        return all.map(\.footprint)
    }

    private func isReachable(_ server: TestServer) async -> Bool {
        let answered = try? await TestServer.withConnection(to: server.superuserConfiguration()) { connection in
            try await connection.query("SELECT 1").count == 1
        }
        return answered == true
    }
}
