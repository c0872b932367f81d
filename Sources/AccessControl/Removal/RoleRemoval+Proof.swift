import PostgresDriver

extension RoleRemoval {
    /// The roles' numbers, by which the catalogue knows them even when they are gone.
    func numbers() async throws -> [Int] {
        try await PostgresConnection.withConnection(to: administrator) { connection in
            try await connection.query(RemovalQuery.existing(roles)).map { try $0.decode(Int.self, at: 1) }
        }
    }

    /// What the catalogues still know of them.
    func rowsLeft(_ numbers: [Int], _ databases: [String]) async throws -> [String: Int] {
        var left: [String: Int] = [:]
        try await PostgresConnection.withConnection(to: administrator) { connection in
            guard let row = try await connection.query(RemovalQuery.proof(numbers, roles)).first else { return }
            let (names, dependences, members) = try row.decode(Int.self, Int.self, Int.self)
            (left["pg_roles"], left["pg_shdepend"], left["pg_auth_members"]) = (names, dependences, members)
        }
        for database in databases {
            try await PostgresConnection.withConnection(to: configuration(in: database)) { connection in
                let row = try await connection.query(RemovalQuery.defaults(numbers)).first
                left["pg_default_acl", default: 0] += try row?.decode(Int.self, at: 0) ?? 0
            }
        }
        return left
    }

    /// Tries each login, which must be refused as somebody who does not exist is.
    func refused(_ logins: [String: ConnectionConfiguration]) async throws -> [String] {
        var refused: [String] = []
        for (login, configuration) in logins.sorted(by: { $0.key < $1.key }) where roles.contains(login) {
            do throws(DatabaseError) {
                try await PostgresConnection.withConnection(to: configuration, connectFailure: { $0 }) {
                    connection throws(DatabaseError) in _ = try await connection.query("SELECT 1")
                }
            } catch {
                guard error.code == .authenticationFailed else { throw error }
                refused.append(login)
                continue
            }
            throw AccessChangeError(.incomplete, "\(login) can still log in")
        }
        return refused
    }
}
