import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The class of an error")
struct ErrorClassTests {
    @Test(
        "of the server follows its SQLSTATE",
        arguments: [
            ("42501", ErrorClass.permission), ("28P01", .auth), ("28000", .auth), ("57014", .statementTimeout),
            ("25P03", .statementTimeout), ("25P04", .statementTimeout), ("53300", .tooMany), ("53200", .resource),
            ("54001", .resource), ("40001", .serialization), ("40P01", .serialization), ("55P03", .serialization),
            ("40003", .connection), ("23505", .constraint), ("44000", .constraint), ("42P01", .syntax),
            ("0A000", .syntax), ("08006", .connection), ("57P01", .connection), ("57P03", .connection),
            ("3D000", .connection), ("XX000", .internalFault), ("58030", .internalFault), ("22P02", .other),
            ("25006", .other), ("P0001", .other), ("99999", .other), ("", .other),
        ])
    func states(state: String, kind: ErrorClass) {
        #expect(ErrorClass(.server(SQLState(rawValue: state))) == kind)
    }

    @Test(
        "of this library follows its code",
        arguments: [
            (DatabaseError.Code.cancelled, nil), (.authenticationFailed, .auth), (.connectionFailed, .connection),
            (.connectionLost, .connection), (.timedOut, .statementTimeout), (.acquireTimeout, .acquireTimeout),
            (.commitOutcomeUnknown, .connection), (.sessionEnded, .internalFault), (.decoding, .internalFault),
        ] as [(DatabaseError.Code, ErrorClass?)])
    func codes(code: DatabaseError.Code, kind: ErrorClass?) {
        #expect(ErrorClass(DatabaseError(code)) == kind)
    }

    @Test("at connecting a deadline that passed is another class, and a login that is somebody else is one of auth")
    func connecting() {
        #expect(ErrorClass(connecting: DatabaseError(.timedOut)) == .connectTimeout)
        #expect(ErrorClass(connecting: DatabaseError(.configuration)) == .auth)
        #expect(ErrorClass(connecting: CancellationError()) == nil)
        var full = DatabaseError(.connectionFailed)
        full.sqlState = .tooManyConnections
        #expect(ErrorClass(connecting: full) == .tooMany)
    }
}
