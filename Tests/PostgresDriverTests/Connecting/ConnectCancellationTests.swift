import DataAccessTesting
import Dispatch
import Synchronization
import Testing
import TestSupport

@testable import PostgresDriver

@Suite("A connect that is given up", .timeLimit(.minutes(2)))
struct ConnectCancellationTests {
    /// A connect whose password provider does not answer before it is told to, cancelled or not.
    private final class DeafConnect: Sendable {
        private let asked = Mutex<CheckedContinuation<Void, Never>?>(nil)
        private let error = Mutex<DatabaseError?>(nil)

        var isAsked: Bool { asked.withLock { $0 != nil } }
        var failure: DatabaseError? { error.withLock { $0 } }

        func run(timeout: Duration) async {
            let configuration = ConnectionConfiguration(
                endpoint: .tcp(host: "127.0.0.1", port: 1), database: "d", user: "u",
                password: {
                    await withCheckedContinuation { continuation in self.asked.withLock { $0 = continuation } }
                    return nil
                }, tls: .disabled, connectTimeout: timeout)
            do throws(DatabaseError) {
                _ = try await PostgresConnection.connect(to: configuration)
            } catch {
                self.error.withLock { $0 = error }
            }
        }

        func answer() {
            asked.withLock { $0?.resume() }
        }
    }

    @Test("while it waits for the password ends at once, whatever the provider does")
    func cancelledAtThePassword() async throws {
        let connect = DeafConnect()
        let task = Task { await connect.run(timeout: .seconds(600)) }
        try await until { connect.isAsked }
        task.cancel()
        let ends = try await holds(within: .seconds(30)) { connect.failure != nil }
        #expect(ends)
        #expect(connect.failure?.code == .cancelled)
        connect.answer()
        await task.value
    }

    @Test("by its deadline while it waits for the password ends, whatever the provider does")
    func timedOutAtThePassword() async throws {
        let connect = DeafConnect()
        let task = Task { await connect.run(timeout: .milliseconds(50)) }
        try await until { connect.isAsked }
        let ends = try await holds(within: .seconds(30)) { connect.failure != nil }
        #expect(ends)
        #expect(connect.failure?.code == .timedOut)
        connect.answer()
        await task.value
    }

    @Test("while a name is looked up ends at once, however long that takes")
    func cancelledAtALookUp() async {
        let looksUp = DispatchSemaphore(value: 0), mayEnd = DispatchSemaphore(value: 0)
        let task = Task {
            await BlockingWork.runUnlessCancelled {
                looksUp.signal()
                mayEnd.wait()
                return 1
            }
        }
        await BlockingWork.run { looksUp.wait() }
        task.cancel()
        #expect(await task.value == nil)
        mayEnd.signal()
    }

    @Test("while a server is silent ends at once")
    func cancelledAtASilentServer() async throws {
        let listener = try Listener()
        let configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: listener.port), database: "d", user: "u", tls: .disabled,
            connectTimeout: .seconds(600))
        let task = Task { try await PostgresConnection.connect(to: configuration) }
        try await until { listener.isWaitedFor }
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test("at any moment leaves no session behind")
    func cancelledAtAnyMoment() async throws {
        try await withTestDatabase { database in
            for round in 0..<100 {
                let configuration = database.configuration
                let task = Task { try await PostgresConnection.withConnection(to: configuration) { _ in } }
                try await Task.sleep(for: .microseconds(round * 200))
                task.cancel()
                let result = await task.result
                if case .failure(let error) = result { #expect((error as? DatabaseError)?.code == .cancelled) }
            }
        }
    }

    @Test("with a provider that fails shows what failed, not what it said")
    func failingProvider() async throws {
        struct Secretive: Error {
            let text = "hunter2"
        }
        let configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: 1), database: "d", user: "u", password: { throw Secretive() })
        let error = await #expect(throws: DatabaseError.self) {
            try await PostgresConnection.connect(to: configuration)
        }
        #expect(error?.code == .authenticationFailed)
        #expect(error?.detail?.contains("Secretive") == true)
        #expect(error.map { "\($0)".contains("hunter2") } == false)
    }
}
