import AccessTokens
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import FleetAPI

@Suite struct RateLimitTests {
    private func withRate(_ perMinute: Int, _ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        let application = FleetApplication.make(
            database: try unreachableDatabase(), verifier: try await TokenVerifier(key: Bearer.key),
            address: .hostname("127.0.0.1", port: 0), rate: RequestRate(perMinute: perMinute), logger: .silent)
        try await application.test(.router) { try await body(Client(transport: $0)) }
    }

    @Test func whoAsksTooOftenIsToldWhenToAskAgain() async throws {
        try await withRate(2) { client in
            let bearer = try await client.with(Bearer(tenant: UUID()))
            for left in ["1", "0"] {
                let answer = try await bearer.send(.get, "/api/internal/pools")
                #expect(answer.status == 200)
                #expect(answer.headers[.rateLimitLimit] == "2" && answer.headers[.rateLimitRemaining] == left)
            }
            let refused = try await bearer.send(.get, "/api/internal/pools")
            #expect(refused.status == 429)
            #expect(try refused.problem == "too-many-requests")
            #expect(Int(refused.headers[.retryAfter] ?? "").map { (1...30).contains($0) } == true)
            let another = try await client.with(Bearer(tenant: UUID())).send(.get, "/api/internal/pools")
            #expect(another.status == 200)
        }
    }

    @Test func withoutATokenNothingIsCounted() async throws {
        try await withRate(1) { client in
            for _ in 0..<3 { #expect(try await client.send(.get, "/api/vendors").status == 401) }
            let live = try await client.send(.get, "/api/health/live")
            #expect(live.headers[.rateLimitLimit] == nil)
        }
    }
}
