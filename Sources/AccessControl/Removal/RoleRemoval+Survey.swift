import PostgresCatalog
import PostgresDriver

extension RoleRemoval {
    /// What the roles have, and what stands against taking it away. Changes nothing; safe to repeat.
    /// - Throws: `DatabaseError`.
    public func survey() async throws -> RemovalSurvey {
        var survey = RemovalSurvey()
        try await PostgresConnection.withConnection(to: administrator) { connection in
            let catalog = try await CatalogSnapshot.read(from: connection)
            survey.roles = roles.filter { catalog.role($0) != nil }
            survey.absent = roles.filter { catalog.role($0) == nil }
            survey.databases = [catalog.currentDatabase?.name ?? ""]
            survey.obstacles = unremovable(catalog) + unfitHeir(catalog)
            survey.judgeMemberships(in: catalog)
            survey.sessions = try await connection.query(RemovalQuery.sessions(survey.roles)).count
            try await look(into: catalog, on: connection, withShared: true, &survey)
            for row in try await connection.query(RemovalQuery.databases(survey.roles)) {
                let (database, isOpen) = try row.decode(String.self, Bool.self)
                if isOpen {
                    survey.databases.append(database)
                } else {
                    survey.obstacles.append("\(database): they hold something there, and nobody here may connect to it")
                }
            }
        }
        for database in survey.databases.dropFirst() {
            try await PostgresConnection.withConnection(to: configuration(in: database)) { connection in
                let catalog = try await CatalogSnapshot.read(from: connection)
                try await look(into: catalog, on: connection, withShared: false, &survey)
            }
        }
        survey.obstacles = survey.obstacles.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        return survey
    }

    func configuration(in database: String) -> ConnectionConfiguration {
        var configuration = administrator
        configuration.database = database
        return configuration
    }

    /// Roles that nobody should take away like this.
    private func unremovable(_ catalog: CatalogSnapshot) -> [String] {
        let powers = ActorPowers(of: catalog)
        return roles.compactMap { name in
            guard let role = catalog.role(name) else { return nil }
            if name == powers.name { return "\(name) is who would do it" }
            if PredefinedRole.isName(name) { return "\(name) is one of PostgreSQL's own roles" }
            return powers.reasonAgainstAltering(role) ?? powers.reasonAgainstJoining(name)
        }
    }

    /// What keeps the heir from getting anything: DROP OWNED would then drop it.
    private func unfitHeir(_ catalog: CatalogSnapshot) -> [String] {
        guard let heir else { return [] }
        if roles.contains(heir) { return ["\(heir) is to get what the roles own, and is to go itself"] }
        return catalog.role(heir) == nil ? ["\(heir) is to get what the roles own, and does not exist"] : []
    }

    private func look(
        into catalog: CatalogSnapshot, on connection: PostgresConnection, withShared: Bool,
        _ survey: inout RemovalSurvey
    ) async throws {
        let database = catalog.currentDatabase?.name ?? ""
        survey.obstacles += RemovalSurvey.obstacles(to: Set(survey.roles), in: catalog)
        for row in try await connection.query(RemovalQuery.owned(survey.roles, withShared: withShared)) {
            survey.owned.append("\(database): \(try row.decode(String.self, at: 0))")
        }
    }
}
