import DataAccess
import Hummingbird
import PostgresDriver

extension Database {
    /// Creates what a request asks for in one transaction, once for each `Idempotency-Key`: the key is taken and the
    /// answer stored with the work itself, so that both are there or neither. A second request under the key waits for
    /// the first, then gets its answer; when the first was rolled back it does the work.
    ///
    /// - Parameter create: does the work and tells what to answer. What it throws gives the key free again.
    nonisolated(nonsending) func create(
        _ request: Request, _ body: JSONBody, for identity: Identity,
        _ create: nonisolated(nonsending) (Session<Webapp, TenantScope>) async throws -> JSONAnswer,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> JSONAnswer {
        let key = try IdempotencyKey(request, body, of: identity)
        let tenant = identity.tenant
        return try await write(
            for: tenant,
            { session in
                guard let key else { return try await create(session) }
                let results = try await session.batch([
                    IdempotencyStatements.forget(tenant), IdempotencyStatements.claim(key, tenant),
                ])
                guard results[1].isEmpty else {
                    let answer = try await create(session)
                    _ = try await session.execute(IdempotencyStatements.store(answer, under: key, tenant))
                    return answer
                }
                let stored = try await session.query(IdempotencyStatements.stored(key, tenant)).first
                // Gone when another request has just cleared it away as expired.
                guard let stored else { throw Problem.keyHasJustExpired }
                return try StoredAnswer(stored).replay(of: key)
            }, fileID: fileID, line: line)
    }
}

extension Problem {
    fileprivate static let keyHasJustExpired = Problem(
        .conflict, detail: "The Idempotency-Key has just expired. Send the request again.",
        headers: [.retryAfter: "1"])
}
