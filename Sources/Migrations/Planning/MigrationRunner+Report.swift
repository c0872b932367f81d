extension MigrationRunner {
    /// What a request would do now to those who use the database meanwhile. Changes nothing and takes no lock that
    /// anybody waits for.
    /// - Throws: `MigrationError` when the request would be refused, or the size of a table cannot be read because
    ///   somebody holds an ACCESS EXCLUSIVE lock on it. Safe to retry.
    public func report(on request: MigrationRequest) async throws(MigrationError) -> PlanReport {
        try await PinnedSession.run(to: configuration, options: options, progress: progress) {
            session throws(MigrationError) in
            let plan = ImpactedPlan(try await plan(request, in: session))
            let schemas = try await session.searchedSchemas()
            let live = try await session.liveRelations(plan.relations(in: schemas))
            return PlanReport(plan, live: live, schemas: schemas)
        }
    }
}
