/// Asks the caller's code for the password.
enum PasswordRequest {
    /// Waits for the answer. When the task is cancelled this ends at once, whether the provider heeds that or not.
    static func answer(of provider: @escaping @Sendable () async throws -> String?) async throws -> String? {
        let (answers, continuation) = AsyncStream.makeStream(of: Result<String?, any Error>.self)
        // Not structured: a provider that does not end when it is cancelled would hold up the connect's deadline.
        let task = Task {
            do {
                continuation.yield(.success(try await provider()))
            } catch {
                continuation.yield(.failure(error))
            }
        }
        defer { task.cancel() }
        for await answer in answers { return try answer.get() }
        throw CancellationError()
    }
}
