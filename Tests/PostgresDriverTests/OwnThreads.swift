import PostgresDriver
import Testing

/// Runs a test on threads of its own.
///
/// For tests with `#expect(processExitsWith:)`: Swift Testing waits for what the other process reports with a read that
/// blocks its thread (in `ExitTest._processRecords`, seen with Swift 6.3). Two such tests would take both of the threads
/// on which a machine with two processors runs every other test.
struct OwnThreads: TestTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let executor = PostgresExecutor(loops: 2)
        do {
            try await withTaskExecutorPreference(executor) { try await function() }
            await executor.shutdown()
        } catch {
            await executor.shutdown()
            throw error
        }
    }
}

extension Trait where Self == OwnThreads {
    /// Runs a test on threads of its own; see ``OwnThreads``.
    static var ownThreads: OwnThreads { OwnThreads() }
}
