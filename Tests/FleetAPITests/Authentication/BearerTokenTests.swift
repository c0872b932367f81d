import Testing

@testable import FleetAPI

@Suite struct BearerTokenTests {
    @Test(arguments: ["Bearer abc", "bearer abc", "BEARER  abc"])
    func readsTheToken(_ header: String) throws {
        #expect(try BearerToken.parse(header) == "abc")
    }

    @Test func absentHeaderIsAMissingToken() {
        #expect(throws: Problem.tokenMissing) { try BearerToken.parse(nil) }
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer a b"])
    func anythingElseIsInvalid(_ header: String) {
        #expect { try BearerToken.parse(header) } throws: { ($0 as? Problem)?.kind == .tokenInvalid }
    }
}
