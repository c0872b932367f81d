import PostgresDriver

extension PostgresConnection {
    /// Asks the server as whom this connection works.
    ///
    /// - Parameter deadline: How long the answer may take. Then the connection is closed, because a server that does
    ///   not answer this would not answer a cancel request either.
    /// - Throws: `.timedOut` at the deadline, else as `query`.
    func currentUser(within deadline: Duration) async throws(DatabaseError) -> String {
        let answer = await withTaskGroup(of: CurrentUserEvent.self) { group in
            group.addTask { await self.askCurrentUser() }
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
        return try row.decode(String.self, at: 0)
    }

    private func askCurrentUser() async -> CurrentUserEvent {
        do throws(DatabaseError) {
            return .answer(.success(try await query("SELECT current_user::text")))
        } catch {
            return .answer(.failure(error))
        }
    }
}

private enum CurrentUserEvent: Sendable {
    case answer(Result<QueryResult, DatabaseError>)
    case deadline
    case notNeeded
}
