import PostgresDriver

/// A test ended and left sessions open in its database: connections that nobody closed.
public struct SessionLeak: Error, Sendable, CustomStringConvertible {
    /// The database.
    public let database: String
    /// The sessions, in words: application, login, state.
    public let sessions: [String]

    /// What was left, and what to do.
    public var description: String {
        "the test left \(sessions.count) session(s) in \(database): \(sessions.joined(separator: "; "))\n"
            + "  close every connection and shut every pool down before the test ends"
    }
}

extension TestDatabase {
    /// How long a closed connection's session may take to end in the server.
    static let farewell = Duration.seconds(2)

    /// Finds the sessions of a test that should have none any more; drops the database when there are some.
    func checkForLeaks() async throws {
        let leaks = try await PostgresConnection.withConnection(to: server.superuserConfiguration()) { connection in
            let deadline = ContinuousClock.now + Self.farewell
            while true {
                let sessions = try await sessions(connection)
                if sessions.isEmpty || ContinuousClock.now > deadline { return sessions }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        guard !leaks.isEmpty else { return }
        try await drop(force: true)
        throw SessionLeak(database: name, sessions: leaks)
    }

    private func sessions(_ connection: PostgresConnection) async throws -> [String] {
        let name = name
        let rows = try await connection.query(
            """
            SELECT concat_ws(' ', nullif(application_name, ''), 'as', usename, '(' || state || ')')
            FROM pg_stat_activity WHERE datname = \(name) AND backend_type = 'client backend'
            """)
        return try rows.map { row in try row.decode(String.self, at: 0) }
    }
}
