import PostgresDriver
import Testing

@Suite("A database error")
struct DatabaseErrorTests {
    @Test("describes itself without values, SQL or the server's message")
    func description() {
        var error = DatabaseError(.server, outcome: .rolledBack)
        error.sqlState = .uniqueViolation
        error.serverMessage = "duplicate key value: (email)=(secret@example.com)"
        error.schema = "public"
        error.table = "vendors"
        error.constraint = "vendors_name_key"
        #expect(
            error.description
                == "the server refused the statement: 23505 unique_violation; at public.vendors; constraint vendors_name_key"
        )
    }

    @Test("is safe to retry only when the outcome is certain and the cause passes")
    func retrySafety() {
        func error(_ code: DatabaseError.Code, _ state: SQLState? = nil, _ outcome: DatabaseError.Outcome)
            -> DatabaseError
        {
            var error = DatabaseError(code, outcome: outcome)
            error.sqlState = state
            return error
        }
        #expect(error(.server, .serializationFailure, .rolledBack).isRetrySafe)
        #expect(error(.server, .deadlockDetected, .rolledBack).isRetrySafe)
        #expect(error(.connectionLost, nil, .notApplied).isRetrySafe)
        #expect(!error(.connectionLost, nil, .unknown).isRetrySafe)
        #expect(!error(.commitOutcomeUnknown, nil, .unknown).isRetrySafe)
        #expect(!error(.server, .uniqueViolation, .rolledBack).isRetrySafe)
        #expect(!error(.server, .insufficientPrivilege, .rolledBack).isRetrySafe)
    }
}
