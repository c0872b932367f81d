import DataAccessTesting
import PostgresDriver
import Synchronization
import Testing
import TestSupport

@Suite("A connect that is given up")
struct ConnectCancellationTests {
    /// A provider that tells when it is asked, and does not answer before it is told to, cancelled or not.
    private final class DeafProvider: Sendable {
        private let state = Mutex<CheckedContinuation<Void, Never>?>(nil)

        var isAsked: Bool { state.withLock { $0 != nil } }

        func password() async -> String? {
            await withCheckedContinuation { continuation in state.withLock { $0 = continuation } }
            return nil
        }

        func answer() {
            state.withLock { $0?.resume() }
        }
    }

    private func configuration(
        _ endpoint: ConnectionConfiguration.Endpoint, timeout: Duration,
        password: @escaping @Sendable () async -> String?
    ) -> ConnectionConfiguration {
        ConnectionConfiguration(
            endpoint: endpoint, database: "d", user: "u", password: password, tls: .disabled, connectTimeout: timeout)
    }

    @Test("while it waits for the password ends at once, whatever the provider does")
    func cancelledAtThePassword() async throws {
        let provider = DeafProvider()
        let configuration = configuration(.tcp(host: "127.0.0.1", port: 1), timeout: .seconds(600)) {
            await provider.password()
        }
        let task = Task { try await PostgresConnection.connect(to: configuration) }
        try await until { provider.isAsked }
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        provider.answer()
    }

    @Test("by its deadline while it waits for the password ends, whatever the provider does")
    func timedOutAtThePassword() async throws {
        let provider = DeafProvider()
        let configuration = configuration(.tcp(host: "127.0.0.1", port: 1), timeout: .milliseconds(50)) {
            await provider.password()
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await PostgresConnection.connect(to: configuration)
        }
        #expect(error?.code == .timedOut)
        try await until { provider.isAsked }
        provider.answer()
    }

    @Test("while a server is silent ends at once")
    func cancelledAtASilentServer() async throws {
        let listener = try Listener()
        let configuration = configuration(.tcp(host: "127.0.0.1", port: listener.port), timeout: .seconds(600)) { nil }
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
