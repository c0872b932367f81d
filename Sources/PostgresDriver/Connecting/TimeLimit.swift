/// Ends work that takes too long, by cancelling its task.
enum TimeLimit {
    /// Runs the work, which must end soon after its cancellation.
    ///
    /// - Throws: `.timedOut` when the time is over, else what the work throws.
    static func run<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await Alarm.wait(limit)
                try Task.checkCancellation()
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw DatabaseError(.timedOut) }
            return value
        }
    }
}
