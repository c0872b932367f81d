import PostgresCatalog
import PostgresDriver

/// What a plan is judged on. Reading some of it waits for whoever holds an ACCESS EXCLUSIVE lock, no longer than the
/// options' `lockTimeout`; then it is said who that is.
extension PinnedSession {
    /// The schema.
    func judgedSchema() async throws(MigrationError) -> Fingerprint {
        try await read("reading the schema") { connection throws(DatabaseError) in
            try await Fingerprint.readCatalogue(from: connection)
        }.judgedByPlans
    }

    /// Relations and their sizes.
    func liveRelations(_ names: Set<RelationName>) async throws(MigrationError) -> LiveRelations {
        try await read("reading the sizes of the tables") { connection throws(DatabaseError) in
            try await LiveRelations.read(names, from: connection)
        }
    }

    /// The schemas in which names without one are looked up, as a migration's session begins.
    func searchedSchemas() async throws(MigrationError) -> [String] {
        let schemas = try await decode("SELECT current_schemas(false)::text[]", while: "reading the search path") {
            row throws(DatabaseError) in try row.decode([String].self, at: 0)
        }
        return schemas.first ?? []
    }

    private func read<Value: Sendable>(
        _ doing: String, _ body: (PostgresConnection) async throws(DatabaseError) -> Value
    ) async throws(MigrationError) -> Value {
        try await set([SessionSetting("lock_timeout", options.lockTimeout, isLocal: false)])
        let (answer, blockers) = await watch.during { () async -> Result<Value, DatabaseError> in
            do throws(DatabaseError) {
                return .success(try await body(connection))
            } catch {
                return .failure(error)
            }
        } report: { [progress] sight, elapsed in
            progress(.underWay(summary: doing, elapsed: elapsed, phase: sight.phase, blockedBy: sight.blockers))
        }
        switch answer {
        case .success(let value): return value
        case .failure(let error):
            let failure = MigrationError.database(error, while: doing)
            guard failure.code != .cancelled, let advice = MigrationError.advice(for: error, blockers: blockers) else {
                throw failure
            }
            throw MigrationError(
                failure.code, failure.message, advice: advice, underlying: error, blockers: blockers)
        }
    }
}
