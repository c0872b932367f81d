import Testing

@testable import PostgresDriver

@Suite("A variable of the environment that libpq would obey")
struct EnvironmentTests {
    private let socket = ConnectionConfiguration(
        endpoint: .unixSocket(directory: "/run", port: 5432), database: "d", user: "u")

    @Test(
        "in place of what was configured is refused by name",
        arguments: ["PGSERVICE", "PGPASSWORD", "PGOPTIONS", "PGHOSTADDR"])
    func refused(name: String) {
        let error = #expect(throws: DatabaseError.self) {
            try socket.refuseEnvironment([name: "x"], hasPassword: false)
        }
        #expect(error?.code == .configuration)
        #expect(error?.description.contains(name) == true)
    }

    @Test("that changes nothing is let through")
    func harmless() throws {
        try socket.refuseEnvironment(["PGPASSWORD": "x", "PGUSER": "y", "PGOPTIONS": ""], hasPassword: true)
    }
}
