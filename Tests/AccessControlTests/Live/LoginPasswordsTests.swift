import AccessControl
import DataAccessTesting
import Foundation
import LocalPostgres
import PostgresDriver
import Testing

@Suite struct LoginPasswordsTests {
    @Test("defect 6 and pain 19, the password in the server's log: never, at log_statement=all, and the login works")
    func theLogNeverSeesIt() async throws {
        let server = try await TestServer.start(settings: ["log_statement": "all"])
        let superuser = try await PostgresConnection.connect(to: server.superuserConfiguration())
        _ = try await superuser.query("CREATE ROLE \"the \"\"app\" LOGIN")
        for password in ["first-Password-7f3a", "second-Password-91bc"] {
            try await LoginPasswords.set(password, for: "the \"app", on: superuser)
            try await connect(server, password: password)
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await connect(server, password: "first-Password-7f3a")
        }
        #expect(error?.code == .authenticationFailed)
        await superuser.close()
        let log = try String(contentsOfFile: server.server.logFile, encoding: .utf8)
        #expect(log.contains("ALTER ROLE"))
        #expect(!log.contains("Password-7f3a"))
        #expect(!log.contains("Password-91bc"))
        try await server.stop()
    }

    @Test func aMissingLoginIsNamed() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                let error = await #expect(throws: DatabaseError.self) {
                    try await LoginPasswords.set("some-password", for: "nobody_here", on: connection)
                }
                #expect(error?.code == .configuration)
                #expect(error?.detail?.contains("nobody_here does not exist") == true)
                #expect(connection.transactionStatus == .idle)
            }
        }
    }

    private func connect(_ server: TestServer, password: String) async throws {
        var configuration = server.superuserConfiguration()
        configuration.user = "the \"app"
        configuration.password = { password }
        try await PostgresConnection.withConnection(to: configuration) { _ in }
    }
}
