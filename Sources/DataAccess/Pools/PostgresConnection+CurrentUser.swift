import PostgresDriver

extension PostgresConnection {
    /// Asks the server as whom this connection works.
    ///
    /// - Parameter deadline: How long the answer may take. Then the connection is closed, because a server that does not
    ///   answer this would not answer a cancel request either.
    /// - Throws: `.timedOut` at the deadline, else as `query`.
    func currentUser(within deadline: Duration) async throws(DatabaseError) -> String {
        let answer: Result<QueryResult, DatabaseError>? = await withTaskGroup(
            of: Result<QueryResult, DatabaseError>?.self
        ) { group in
            group.addTask {
                do throws(DatabaseError) {
                    return .success(try await self.query("SELECT current_user::text"))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                guard (try? await Task.sleep(for: deadline)) != nil else { return nil }
                await self.close()
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard let answer else { throw DatabaseError(.timedOut) }
        guard let row = try answer.get().first else {
            throw DatabaseError(.protocolViolation, detail: "the server answered current_user with no row")
        }
        return try row.decode(String.self, at: 0)
    }
}
