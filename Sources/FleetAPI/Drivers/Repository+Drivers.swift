import DataAccessMacros

extension Repository where Row == Driver {
    /// Which of these drivers there are.
    func known<R: Reads>(
        among ids: [Driver.ID], in session: Session<R, TenantScope>
    ) async throws(DatabaseError) -> Set<Driver.ID> {
        Set(try await session.fetch(Driver.where { $0.id.isIn(ids) }.columns { $0.id }))
    }
}
