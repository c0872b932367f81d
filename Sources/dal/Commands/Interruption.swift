import UnixSignals

/// Does work until it ends or Ctrl-C or SIGTERM comes, which cancels whatever step is under way: each step undoes or
/// stops what it began.
/// - Throws: what the work throws; it returns where the work ends well all the same.
func untilInterrupted(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await work() }
        group.addTask {
            for await _ in signals { return }
        }
        try await group.next()
        group.cancelAll()
        try await group.waitForAll()
    }
}
