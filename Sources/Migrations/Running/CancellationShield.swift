import PostgresDriver

/// Runs work to its end though the surrounding task is cancelled: what tidies up after a cancellation, and COMMIT,
/// whose outcome must be known. The task is unstructured because a child of a cancelled task is cancelled too; it is
/// awaited at once, so it never outlives its caller.
func shieldedFromCancellation<Success: Sendable>(
    _ work: @escaping @Sendable () async throws(MigrationError) -> Success
) async throws(MigrationError) -> Success {
    // Such a task does not take on its caller's executor by itself.
    let outcome = await Task(executorPreference: PostgresExecutor.shared) {
        () async -> Result<Success, MigrationError> in
        do throws(MigrationError) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }.value
    return try outcome.get()
}
