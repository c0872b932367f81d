import AccessTokens
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite struct ExecutorTests {
    /// Answers whether the handler runs on the driver's executor.
    private func answer(preferring executor: PostgresExecutor?) async throws -> String {
        let route = Route.open(.get, "/where") { _, _ in
            let isOurs = withUnsafeCurrentTask {
                $0?.unownedTaskExecutor == PostgresExecutor.shared.asUnownedTaskExecutor()
            }
            return try JSONAnswer.response(["ours": isOurs])
        }
        let verifier = try await TokenVerifier(key: Bearer.key)
        let application = Application(
            router: Router(routes: [route], authenticator: Authenticator(verifier: verifier)), logger: .silent)
        return try await withTaskExecutorPreference(executor) {
            try await application.test(.live) { try await Client(transport: $0).send(.get, "/where").text }
        }
    }

    @Test func handlersInheritTheExecutorTheServerRunsOn() async throws {
        #expect(try await answer(preferring: .shared) == #"{"ours":true}"#)
        #expect(try await answer(preferring: nil) == #"{"ours":false}"#)
    }
}
