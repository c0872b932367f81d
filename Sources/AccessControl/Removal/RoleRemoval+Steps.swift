import PostgresCatalog
import PostgresDriver

extension RoleRemoval {
    /// Nobody logs in as them any more, and who is in goes out. Who could act as the administrator no longer can: of
    /// such a role the administrator could not become a member.
    func close(_ survey: RemovalSurvey, _ watch: (String) -> Void) async throws -> Int {
        try await PostgresConnection.withConnection(to: administrator) { connection in
            let catalog = try await CatalogSnapshot.read(from: connection)
            let above = RemovalSurvey.memberships(of: Set(survey.roles), leadingTo: catalog.currentRole, in: catalog)
            watch("no more logins as \(survey.roles.joined(separator: ", "))")
            try await connection.inTransaction {
                for role in survey.roles { try await connection.take("ALTER ROLE \(try SQLText.name(role)) NOLOGIN") }
                for membership in above {
                    watch("\(membership.member) is no member of \(membership.group) any more")
                    try await connection.take(try SQLText.revocation(of: membership, on: catalog.serverVersion))
                }
            }
            return try await endSessions(of: survey.roles, on: connection, watch)
        }
    }

    private func endSessions(
        of roles: [String], on connection: PostgresConnection, _ watch: (String) -> Void
    ) async throws -> Int {
        let deadline = ContinuousClock.now + sessionsMayTake
        var seen: Set<Int> = []
        while true {
            var open: [Int] = []
            for row in try await connection.query(RemovalQuery.sessions(roles)) {
                open.append(try row.decode(Int.self, at: 0))
            }
            guard !open.isEmpty else { return seen.count }
            seen.formUnion(open)
            guard ContinuousClock.now < deadline else {
                throw AccessChangeError(
                    .incomplete, "sessions of the roles do not end: processes \(open)",
                    advice: "See in pg_stat_activity what they wait for, then run it again.")
            }
            watch("ending \(open.count.of("session"))")
            try await asMember(of: roles, on: connection) { _ = try await connection.query(RemovalQuery.end(roles)) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Undoes what they hold in one database and on what belongs to the whole server; in the last one drops them too.
    func clear(_ roles: [String], in database: String, drops: Bool) async throws {
        try await PostgresConnection.withConnection(to: configuration(in: database)) { connection in
            let names = try Self.list(roles)
            try await asMember(of: roles, on: connection, leaves: !drops) {
                if let heir {
                    try await connection.take("REASSIGN OWNED BY \(names) TO \(try SQLText.name(heir))")
                }
                try await requireNothingOwned(by: roles, in: database, on: connection)
                // What is revoked on shared objects is looked at below: others' databases only warn.
                _ = try await connection.query(SQL(verbatim: "DROP OWNED BY \(names)"))
                try await requireNothingLeft(of: roles, in: database, on: connection)
                if drops { try await connection.take("DROP ROLE \(names)") }
            }
        }
    }

    /// DROP OWNED would drop it: it was made after the survey.
    private func requireNothingOwned(
        by roles: [String], in database: String, on connection: PostgresConnection
    ) async throws {
        let owned = try await connection.query(RemovalQuery.owned(roles, withShared: false))
            .map { try $0.decode(String.self, at: 0) }
        guard !owned.isEmpty else { return }
        throw AccessChangeError(
            .incomplete, "in \(database) the roles still own: \(owned.joined(separator: "; "))",
            advice: "Nothing of that was dropped. Run it again, and say who gets it: --reassign-to.")
    }

    private func requireNothingLeft(
        of roles: [String], in database: String, on connection: PostgresConnection
    ) async throws {
        var left: [String] = []
        for row in try await connection.query(RemovalQuery.left(roles)) {
            left.append(try row.decode(String.self, at: 0))
        }
        guard !left.isEmpty else { return }
        throw AccessChangeError(
            .incomplete, "in \(database) DROP OWNED left: \(left.joined(separator: "; "))",
            advice: "Somebody else granted that, or owns it: let them REVOKE it, then run this again.")
    }

    /// Runs `body` in a transaction in which the administrator is a member of the roles: without that it may neither
    /// end their sessions nor drop what they own. The transaction takes it back, or fails as a whole.
    private func asMember(
        of roles: [String], on connection: PostgresConnection, leaves: Bool = true, _ body: () async throws -> Void
    ) async throws {
        let catalog = try await CatalogSnapshot.read(from: connection)
        let powers = ActorPowers(of: catalog)
        let reach = RoleReach(of: powers.name, in: catalog)
        let joined = roles.filter { !powers.isSuperuser && !reach.inheritedRoles.contains($0) }
        // From PostgreSQL 16 on an earlier GRANT may have left INHERIT out.
        let option = catalog.serverVersion >= 160_000 ? " WITH INHERIT TRUE" : ""
        try await connection.inTransaction {
            if !joined.isEmpty { try await connection.take("GRANT \(try Self.list(joined)) TO CURRENT_USER\(option)") }
            try await body()
            if leaves, !joined.isEmpty {
                try await connection.take("REVOKE \(try Self.list(joined)) FROM CURRENT_USER")
            }
        }
    }

    private static func list(_ roles: [String]) throws(DatabaseError) -> String {
        var names: [String] = []
        for role in roles { names.append(try SQLText.name(role)) }
        return names.joined(separator: ", ")
    }
}

extension PostgresConnection {
    /// Runs `body` in a transaction, which is rolled back when it throws.
    func inTransaction(_ body: () async throws -> Void) async throws {
        _ = try await query("BEGIN")
        do {
            try await body()
            guard try await query("COMMIT").commandTag == "COMMIT" else {
                throw AccessChangeError(.statementFailed, "the server rolled back instead of committing")
            }
        } catch {
            if transactionStatus != .idle { _ = try? await query("ROLLBACK") }
            throw error
        }
    }
}
