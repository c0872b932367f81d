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
        let operation = Operation(
            "where", "Where it runs", answers: [AnswerDescription(status: .ok, description: "Here.", schema: .any)])
        let route = Route.open(.get, "/where", operation) { _, _ in
            let isOurs = withUnsafeCurrentTask {
                $0?.unownedTaskExecutor == PostgresExecutor.shared.asUnownedTaskExecutor()
            }
            return try JSONAnswer.encoding(["ours": isOurs]).response
        }
        let verifier = try await TokenVerifier(key: Bearer.key)
        let application = Application(
            router: Router(
                routes: [route], admission: Admission(authenticator: Authenticator(verifier: verifier), limiter: nil)),
            logger: .silent)
        return try await withTaskExecutorPreference(executor) {
            try await application.test(.live) { try await Client(transport: $0).send(.get, "/where").text }
        }
    }

    @Test func handlersInheritTheExecutorTheServerRunsOn() async throws {
        #expect(try await answer(preferring: .shared) == #"{"ours":true}"#)
        #expect(try await answer(preferring: nil) == #"{"ours":false}"#)
    }
}
