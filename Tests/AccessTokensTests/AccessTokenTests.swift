import AccessTokens
import Foundation
import JWTKit
import Secrets
import Testing

@Suite struct AccessTokenTests {
    private let key = Secret("0123456789abcdef0123456789abcdef")
    private let issueTime = Date(timeIntervalSince1970: 1_000)
    private let tenant = UUID()

    @Test func anIssuedTokenGivesItsClaimsBack() async throws {
        let issuer = try await TokenIssuer(key: key)
        let verifier = try await TokenVerifier(key: key)
        let now = Date()
        let token = try await issuer.token(
            for: tenant, subject: "ann", permissions: ["vendors:read", "vendors:write"], lifetime: .seconds(3_600),
            now: now)
        let claims = try await verifier.verify(token)
        #expect(claims.tenant == tenant)
        #expect(claims.subject == "ann")
        #expect(claims.permissions == ["vendors:read", "vendors:write"])
        #expect(claims.issuedAt.timeIntervalSince1970 == now.timeIntervalSince1970.rounded(.down))
        #expect(claims.expiresAt.timeIntervalSince(claims.issuedAt) == 3_600)
        let second = try await issuer.token(
            for: tenant, subject: "ann", permissions: [], lifetime: .seconds(60), now: now)
        #expect(try await verifier.verify(second).id != claims.id)
    }

    @Test func aGoodTokenFromElsewherePasses() async throws {
        var token = ForgedToken.good()
        token.claims["aud"] = ["other", "fleet-api"]
        token.claims["nbf"] = 1_000
        try await expect(nil, token)
    }

    @Test(arguments: [1_059, 1_064]) func aTokenIsValidUntilItsEndAndTheLeeway(second: Int) async throws {
        try await expect(nil, .good(), at: second)
    }

    @Test func aTokenEnds() async throws {
        try await expect(.expired, .good(), at: 1_065)
    }

    @Test func aTokenOfTheFutureIsRefused() async throws {
        try await expect(nil, .good(), at: 995)
        try await expect(.notYetValid, .good(), at: 994)
        var later = ForgedToken.good()
        later.claims["nbf"] = 1_030
        try await expect(.notYetValid, later, at: 1_010)
    }

    @Test func anotherIssuerOrAudienceIsRefused() async throws {
        var token = ForgedToken.good()
        token.claims["aud"] = "payroll"
        try await expect(.wrongAudience, token)
        token.claims["aud"] = [String]()
        try await expect(.wrongAudience, token)
        token.claims["iss"] = "mallory"
        try await expect(.wrongIssuer, token)
    }

    @Test func anotherKeyIsRefused() async throws {
        let verifier = try await TokenVerifier(key: key)
        let token = try await ForgedToken.good().signed(with: "another key, of thirty-two bytes or more")
        await expectRefusal(.signature, token, verifier)
    }

    @Test func changedClaimsAreRefused() async throws {
        let verifier = try await TokenVerifier(key: key)
        var changed = ForgedToken.good()
        let signature = try await changed.signed(with: key.unsafeValue).split(separator: ".")[2]
        changed.claims["sub"] = "root"
        await expectRefusal(.signature, try changed.unsigned() + signature, verifier)
    }

    @Test(arguments: ["none", "None", "NONE", ""]) func unsignedTokensAreRefused(algorithm: String) async throws {
        let verifier = try await TokenVerifier(key: key)
        var token = ForgedToken.good()
        token.header["alg"] = algorithm
        await expectRefusal(.unsupportedAlgorithm, try token.unsigned(), verifier)
        await expectRefusal(.unsupportedAlgorithm, try await token.signed(with: key.unsafeValue), verifier)
    }

    @Test(arguments: ["HS384", "HS512", "RS256", "ES256"]) func otherAlgorithmsAreRefused(algorithm: String)
        async throws
    {
        let long = Secret(String(repeating: "k", count: 64))
        let verifier = try await TokenVerifier(key: long)
        var token = ForgedToken.good()
        token.header["alg"] = algorithm
        await expectRefusal(
            .unsupportedAlgorithm, try await token.signed(with: long.unsafeValue, as: .sha512), verifier)
    }

    @Test func criticalExtensionsAreRefused() async throws {
        let verifier = try await TokenVerifier(key: key)
        // {"alg":"HS256","crit":["b64"]}
        await expectRefusal(.unsupportedAlgorithm, "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYjY0Il19.e30.x", verifier)
    }

    @Test(arguments: ["sub", "tenant_id", "permissions", "iat", "exp", "iss", "aud", "jti"])
    func everyClaimIsNeeded(claim: String) async throws {
        var token = ForgedToken.good()
        token.claims[claim] = nil
        try await expect(.malformed, token)
    }

    @Test func aTenantThatIsNoIdentifierIsRefused() async throws {
        var token = ForgedToken.good()
        token.claims["tenant_id"] = "' OR true --"
        try await expect(.malformed, token)
    }

    @Test(arguments: ["", "x", "a.b", "a.b.c.d", "...", "e30.e30.e30", "ü.ü.ü", "W10.e30.x"])
    func whatIsNoTokenIsRefused(text: String) async throws {
        await expectRefusal(.malformed, text, try await TokenVerifier(key: key))
    }

    @Test func shortKeysAreRefused() async throws {
        let short = Secret("0123456789abcdef0123456789abcde")
        await #expect(throws: TokenError.self) { try await TokenIssuer(key: short) }
        let error = await #expect(throws: TokenError.self) { try await TokenVerifier(key: short) }
        #expect(error?.code == .weakKey)
        #expect(error?.description.contains(short.unsafeValue) == false)
    }

    @Test func aTokenMustLive() async throws {
        let issuer = try await TokenIssuer(key: key)
        let error = await #expect(throws: TokenError.self) {
            try await issuer.token(for: tenant, subject: "ann", permissions: [], lifetime: .zero)
        }
        #expect(error?.code == .invalidLifetime)
    }

    private func expect(
        _ code: TokenError.Code?, _ forged: ForgedToken, at second: Int = 1_000,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let token = try await forged.signed(with: key.unsafeValue)
        let verifier = try await TokenVerifier(key: key)
        let now = Date(timeIntervalSince1970: Double(second))
        await expectRefusal(code, token, verifier, now: now, sourceLocation: sourceLocation)
    }

    private func expectRefusal(
        _ code: TokenError.Code?, _ token: String, _ verifier: TokenVerifier, now: Date? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        do throws(TokenError) {
            _ = try await verifier.verify(token, now: now ?? issueTime)
            #expect(code == nil, sourceLocation: sourceLocation)
        } catch {
            #expect(error.code == code, sourceLocation: sourceLocation)
            #expect(token.isEmpty || token == "x" || !"\(error)".contains(token), sourceLocation: sourceLocation)
        }
    }
}
