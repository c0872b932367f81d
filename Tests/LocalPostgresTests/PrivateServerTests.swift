import LocalPostgres
import PostgresDriver
import Testing

@Test func startsAndAnswers() async throws {
    let server = try await PrivateServer.start(.init(home: "/tmp/dal-try-1", ephemeral: true, superuserPassword: "x")) {
        print($0)
    }
    let connection = try await PostgresConnection.connect(to: server.connection(password: { "x" }))
    #expect(try await connection.query("SELECT 1").count == 1)
    await connection.close()
    try await server.stop()
}
