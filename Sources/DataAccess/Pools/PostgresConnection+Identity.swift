import PostgresDriver

extension PostgresConnection {
    /// Asks the server as whom this connection works, whether it may write, and whether it has a tenant already.
    ///
    /// - Parameter deadline: How long the answer may take. Then the connection is closed, because a server that does
    ///   not answer this would not answer a cancel request either.
    /// - Throws: `.timedOut` at the deadline, else as `query`.
    func identity(within deadline: Duration) async throws(DatabaseError) -> ConnectionIdentity {
        let answer = await withTaskGroup(of: IdentityEvent.self) { group in
            group.addTask { await self.askIdentity() }
            group.addTask {
                guard (try? await Task.sleep(for: deadline)) != nil else { return .notNeeded }
                await self.close()
                return .deadline
            }
            var answer = Result<QueryResult, DatabaseError>.failure(DatabaseError(.timedOut))
            for await event in group {
                switch event {
                case .notNeeded: continue
                case .deadline: return Result<QueryResult, DatabaseError>.failure(DatabaseError(.timedOut))
                case .answer(let result): answer = result
                }
                group.cancelAll()
            }
            return answer
        }
        guard let row = try answer.get().first else {
            throw DatabaseError(.protocolViolation, detail: "the server answered current_user with no row")
        }
        return ConnectionIdentity(
            user: try row.decode(String.self, at: 0), isReadOnly: try row.decode(Bool.self, at: 1),
            hasTenant: try row.decode(Bool.self, at: 2))
    }

    private static let identityQuery: SQL = """
        SELECT current_user::text, current_setting('transaction_read_only')::bool,
          coalesce(current_setting('app.current_tenant_id', true), '') <> ''
        """

    private func askIdentity() async -> IdentityEvent {
        do throws(DatabaseError) {
            return .answer(.success(try await query(Self.identityQuery)))
        } catch {
            return .answer(.failure(error))
        }
    }
}

private enum IdentityEvent: Sendable {
    case answer(Result<QueryResult, DatabaseError>)
    case deadline
    case notNeeded
}
