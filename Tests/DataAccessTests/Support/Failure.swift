import PostgresDriver

/// How a call fails; nil when it does not. For use within `#expect(throws:)`, which cannot stand in itself.
func failure(_ body: () async throws -> Void) async -> DatabaseError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? DatabaseError
    }
}
