import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import FleetAPI

@Suite struct ProblemTests {
    @Test func everyKindHasAURIOfItsOwn() {
        #expect(Set(ProblemKind.allCases.map(\.uri)).count == ProblemKind.allCases.count)
        #expect(ProblemKind.notFound.uri == "urn:fleet:problem:not-found")
    }

    @Test func documentHasTheMembersOfRFC9457() throws {
        let problem = Problem.invalidFields([FieldError(field: "name", message: "is required")])
        var json = JSONWriter()
        problem.write(instance: "/api/vendors", requestID: "abc", to: &json)
        let data = Data(json.buffer.readableBytesView)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(object.keys) == ["type", "title", "status", "detail", "instance", "request_id", "errors"])
        #expect(object["status"] as? Int == 422)
        #expect(object["instance"] as? String == "/api/vendors")
        #expect(object["request_id"] as? String == "abc")
    }

    @Test func responseCarriesTheProblemsHeadersAndType() throws {
        let response = Problem.methodNotAllowed(.patch, allowed: [.get, .head])
            .response(instance: "/x", requestID: "r")
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD")
        #expect(response.headers[.contentType] == "application/problem+json")
    }

    @Test func unforeseenErrorGivesNothingAway() {
        struct Surprise: Error, CustomStringConvertible { var description: String { "SECRET" } }
        let problem = Problem(describing: Surprise())
        #expect(problem == .internalError)
        #expect(!problem.detail.contains("SECRET"))
    }

    @Test func workGivenUpAtShutdownMayBeSentAgain() {
        let problem = Problem(describing: CancellationError())
        #expect(problem.status == .serviceUnavailable)
        #expect(problem.headers[.retryAfter] != nil)
    }

    @Test func frameworkErrorsKeepTheirMeaning() {
        #expect(Problem(describing: NIOTooManyBytesError(maxBytes: 1)).status == .contentTooLarge)
        #expect(Problem(describing: HTTPError(.notFound)).status == .notFound)
        #expect(Problem(describing: HTTPError(.badRequest, message: "SECRET")).status == .badRequest)
        #expect(Problem(describing: HTTPError(.badGateway)).status == .internalServerError)
    }

    @Test func challengesTellMissingFromExpiredFromUnpermitted() {
        #expect(Problem.tokenMissing.headers[.wwwAuthenticate] == "Bearer realm=\"fleet\"")
        #expect(Problem.tokenExpired.headers[.wwwAuthenticate]?.contains("expired") == true)
        let forbidden = Problem.permissionMissing(.deleteVendors)
        #expect(forbidden.status == .forbidden)
        #expect(forbidden.detail.contains("vendor:delete:global"))
    }
}
