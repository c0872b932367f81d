import PostgresCatalog
import PostgresDriver

extension AccessApplier {
    /// Writes what `access.yaml` says into the parts of a migration that are its.
    ///
    /// The parts are written for a database without any of the declared roles, whatever this server has. What they grant
    /// on is what is there once the hand-written statements have run: they do, after the part about roles, in
    /// a transaction that is rolled back. They lock what they lock for that long, so this is for a development database.
    /// Safe to repeat; the same policy, file and earlier migrations give the same text.
    /// - Parameters:
    ///   - migration: the file. Everything before it has been applied to the database, and it has not.
    ///   - up: the statements of the section `up` of a file's text.
    /// - Returns: the file's new text.
    /// - Throws: ``AccessChangeError`` when a statement fails or something declared is not the administrator's to do,
    ///   `DatabaseError`, and what `up` throws. Nothing was changed then.
    public func text(of migration: DeclaredMigration, up: (String) throws -> [String]) async throws -> String {
        try await PostgresConnection.withConnection(to: configuration) { connection in
            try await WriterTransaction(connection: connection).begin(within: lockWait)
            let result: Result<String, any Error>
            do {
                result = .success(try await text(of: migration, up, on: connection))
            } catch {
                result = .failure(error)
            }
            if connection.transactionStatus != .idle { _ = try? await connection.query("ROLLBACK") }
            return try result.get()
        }
    }

    private func text(
        of migration: DeclaredMigration, _ up: (String) throws -> [String], on connection: PostgresConnection
    ) async throws -> String {
        _ = try await connection.query("SET LOCAL lock_timeout = '2s'")
        let declared = Set(policy.groups.map(\.name) + policy.logins.map(\.name))
        let before = try await CatalogSnapshot.read(within: connection)
        let roles = try planned(AccessPlan(policy: policy, catalog: before.without(declared)))
        _ = try await connection.query("SET LOCAL search_path TO DEFAULT")
        for statement in try up(migration.filled(with: [.roles: roles.lines[.roles] ?? []])) {
            try await connection.take(statement)
        }
        let after = try await CatalogSnapshot.read(within: connection)
        let made = Set(after.objects.map(\.label)).subtracting(before.objects.map(\.label))
        let plan = try AccessPlan(policy: policy, catalog: after.without(declared), made: made)
        return migration.filled(with: try planned(plan).lines)
    }

    private func planned(_ plan: AccessPlan) throws -> PlannedMigration {
        guard let obstacle = plan.obstacles.first else { return try PlannedMigration(plan) }
        throw AccessChangeError(
            .refused, "\(plan.administrator) cannot do this: \(obstacle.statement)", advice: obstacle.why)
    }
}
