import Foundation
import HTTPTypes
import NIOCore
import PostgresDriver
import Testing

@testable import FleetAPI

@Suite struct DatabaseErrorMappingTests {
    struct ServerCase: CustomTestStringConvertible, Sendable {
        var state: String
        var kind: ProblemKind
        var status: Int
        var retryAfter: String?
        var testDescription: String { "\(state) is \(status)" }
    }

    static let serverCases: [ServerCase] = [
        .init(state: "23505", kind: .conflict, status: 409),
        .init(state: "23503", kind: .conflict, status: 409),
        .init(state: "23P01", kind: .conflict, status: 409),
        .init(state: "23502", kind: .invalidFields, status: 422),
        .init(state: "23514", kind: .invalidFields, status: 422),
        .init(state: "22001", kind: .invalidFields, status: 422),
        .init(state: "22003", kind: .invalidFields, status: 422),
        .init(state: "57014", kind: .databaseTimeout, status: 504),
        .init(state: "25P03", kind: .databaseTimeout, status: 504),
        .init(state: "55P03", kind: .databaseBusy, status: 503, retryAfter: "1"),
        .init(state: "40001", kind: .databaseBusy, status: 503, retryAfter: "1"),
        .init(state: "40P01", kind: .databaseBusy, status: 503, retryAfter: "1"),
        .init(state: "53300", kind: .databaseBusy, status: 503, retryAfter: "1"),
        .init(state: "25006", kind: .databaseUnavailable, status: 503, retryAfter: "5"),
        .init(state: "57P01", kind: .databaseUnavailable, status: 503, retryAfter: "5"),
        .init(state: "08006", kind: .databaseUnavailable, status: 503, retryAfter: "5"),
        .init(state: "42501", kind: .internalError, status: 500),
        .init(state: "42P01", kind: .internalError, status: 500),
        .init(state: "22012", kind: .internalError, status: 500),
        .init(state: "XX000", kind: .internalError, status: 500),
    ]

    @Test(arguments: serverCases)
    func refusalOfTheServer(_ expected: ServerCase) {
        var error = DatabaseError(.server)
        error.sqlState = SQLState(rawValue: expected.state)
        let problem = Problem(describing: error)
        #expect(problem.kind == expected.kind)
        #expect(problem.status.code == expected.status)
        #expect(problem.sqlState == expected.state)
        #expect(problem.headers[.retryAfter] == expected.retryAfter)
    }

    static let ownCases: [(DatabaseError.Code, ProblemKind)] = [
        (.acquireTimeout, .databaseBusy), (.overloaded, .databaseBusy), (.connectionBusy, .databaseBusy),
        (.connectionFailed, .databaseUnavailable), (.authenticationFailed, .databaseUnavailable),
        (.connectionLost, .databaseUnavailable), (.closed, .databaseUnavailable),
        (.poolUnavailable, .databaseUnavailable), (.cancelled, .databaseUnavailable),
        (.timedOut, .databaseTimeout), (.commitOutcomeUnknown, .outcomeUnknown),
        (.decoding, .internalError), (.tenantMissing, .internalError), (.sessionEnded, .internalError),
        (.invalidStatement, .internalError), (.protocolViolation, .internalError),
    ]

    @Test(arguments: ownCases)
    func failureOnThisSide(_ code: DatabaseError.Code, _ kind: ProblemKind) {
        let problem = Problem(describing: DatabaseError(code))
        #expect(problem.kind == kind)
        #expect(problem.sqlState == nil)
    }

    @Test func uniqueViolationNamesTheFieldOfAKnownConstraint() {
        var error = DatabaseError(.server)
        error.sqlState = .uniqueViolation
        error.constraint = "vendors_name_unique"
        let problem = Problem(describing: error)
        #expect(problem.constraint == "vendors_name_unique")
        #expect(problem.errors == [FieldError(field: "name", message: "is already taken")])
    }

    @Test func notNullViolationNamesItsColumn() {
        var error = DatabaseError(.server)
        error.sqlState = .notNullViolation
        error.column = "vendor_type"
        #expect(Problem(describing: error).errors.map(\.field) == ["vendor_type"])
    }

    @Test func nothingTheServerSaidReachesTheClient() throws {
        var error = DatabaseError(.server, detail: "SECRET detail")
        error.sqlState = .checkViolation
        error.serverMessage = "SECRET message"
        error.hint = "SECRET hint"
        var json = JSONWriter()
        Problem(describing: error).write(instance: "/x", requestID: "r", to: &json)
        let text = String(buffer: json.buffer)
        #expect(!text.contains("SECRET"))
        #expect(text.contains("\"sqlstate\":\"23514\""))
    }
}
