import PostgresDriver

func withConnection<Value>(_ body: (PostgresConnection) async throws -> Value) async throws -> Value {
    let connection = try await PostgresConnection.connect(
        to: ConnectionConfiguration(
            endpoint: .unixSocket(directory: "/tmp/pgs", port: 54999), database: "postgres", user: "postgres",
            password: { "pw" }))
    return try await body(connection)
}

func waitUntil(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { await Task.yield() }
}
