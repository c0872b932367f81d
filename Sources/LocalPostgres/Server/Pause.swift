/// Sleeps between two looks at a condition.
func pause(_ duration: Duration) async throws(LocalPostgresError) {
    do {
        try await Task.sleep(for: duration)
    } catch {
        throw LocalPostgresError(.cancelled, "the task was cancelled", remedy: "start again when you like")
    }
}
