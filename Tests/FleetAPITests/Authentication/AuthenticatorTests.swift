import AccessTokens
import DataAccess
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import FleetAPI

@Suite struct AuthenticatorTests {
    private func request(_ token: String) -> Request {
        Request(
            head: .init(
                method: .get, scheme: nil, authority: nil, path: "/",
                headerFields: [.authorization: "Bearer \(token)"]), body: .init(buffer: ByteBuffer()))
    }

    @Test func aTokenThatPassedOncePassesUntilItExpiresAndNoLonger() async throws {
        let start = Date()
        let clock = Mutex(start)
        let authenticator = Authenticator(verifier: try await TokenVerifier(key: Bearer.key)) { clock.withLock { $0 } }
        let tenant = UUID()
        let token = try await Bearer(tenant: tenant).token(lifetime: .seconds(600), now: start)
        for _ in 0..<2 {
            #expect(try await authenticator.identity(of: request(token)).tenant.rawValue == tenant)
        }
        clock.withLock { $0 = start + 700 }
        await #expect(throws: Problem.tokenExpired) { try await authenticator.identity(of: request(token)) }
    }

    @Test func aTokenLikeOneThatPassedIsStillChecked() async throws {
        let authenticator = Authenticator(verifier: try await TokenVerifier(key: Bearer.key))
        let token = try await Bearer(tenant: UUID()).token()
        _ = try await authenticator.identity(of: request(token))
        let forged = String(token.dropLast(4)) + "AAAA"
        let problem = await #expect(throws: Problem.self) { try await authenticator.identity(of: request(forged)) }
        #expect(problem?.kind == .tokenInvalid)
    }
}
