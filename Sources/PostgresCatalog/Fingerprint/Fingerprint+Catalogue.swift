public import PostgresDriver

extension Fingerprint {
    /// Reads everything in the catalogue of the database that `connection` is in, and of the cluster what every database
    /// shares: roles, memberships, settings, tablespaces.
    ///
    /// It is one round trip and one read-only transaction. Any role may read it, and reads the same but for what only a
    /// superuser is shown of user mappings. PostgreSQL renders definitions as they stand when it comes to them: a change
    /// at that very moment may be in one part and not yet in another. Safe to repeat.
    ///
    /// What PostgreSQL's own schemas hold is in it only where somebody granted or revoked something there, or added to
    /// it. Left out, because a restored dump cannot have it: the owner of an extension and of what came with it, names of
    /// what partitions inherit, versions of collations, and whether a materialized view has been filled.
    ///
    /// - Parameter connection: Idle, not in a transaction.
    /// - Throws: What the connection throws; ``DatabaseError/Code/decoding`` when the catalogue holds a kind of object
    ///   that this version does not know.
    public static func readCatalogue(
        from connection: PostgresConnection
    ) async throws(DatabaseError) -> Fingerprint {
        let labels = FingerprintQuery.labels
        let facts = FingerprintQuery.facts
        let results = try await connection.pipeline(FingerprintQuery.beginning + labels + facts + ["COMMIT"])
        do throws(DatabaseError) {
            var reader = FingerprintReader()
            for result in results.prefix(FingerprintQuery.beginning.count) { _ = try result.get() }
            let answers = results.dropFirst(FingerprintQuery.beginning.count)
            for result in answers.prefix(labels.count) { try reader.readLabels(result.get()) }
            for result in answers.dropFirst(labels.count).dropLast() { try reader.readFacts(result.get()) }
            _ = try results.last?.get()
            return reader.fingerprint
        } catch {
            await connection.rollback()
            throw error
        }
    }
}
