import PostgresDriver
import Testing

@testable import AccessControl

@Suite struct ProbeOutcomeTests {
    private func outcome(_ state: SQLState, _ message: String = "", ending: SQLState? = nil) -> ProbeOutcome {
        var error = DatabaseError(.server)
        error.sqlState = state
        error.serverMessage = message
        return ProbeOutcome(.failure(error), of: ProbeAttempt("x", "SELECT", .refused, ending: ending))
    }

    @Test func refusalsAreToldApart() {
        #expect(outcome(.insufficientPrivilege, "permission denied for table vendors") == .refused)
        #expect(
            outcome(.insufficientPrivilege, "new row violates row-level security policy for table \"vendors\"")
                == .refusedByRowSecurity)
        #expect(outcome(.lockNotAvailable) == .blocked(.lockNotAvailable))
        #expect(outcome(.queryCanceled) == .blocked(.queryCanceled))
        #expect(outcome(.readOnlySQLTransaction) == .failed(.readOnlySQLTransaction))
        #expect(outcome(.undefinedTable) == .failed(.undefinedTable))
        #expect(outcome(.undefinedTable, ending: .undefinedTable) == .done)
        #expect(outcome(.insufficientPrivilege, ending: .undefinedTable) == .refused)
    }

    @Test func onlyTheDeclaredEndIsNoSurprise() {
        let ends: [ProbeOutcome] = [
            .done, .refused, .refusedByRowSecurity, .blocked(.lockNotAvailable), .failed(nil), .answer(true),
            .answer(false),
        ]
        func quiet(_ expectation: ProbeAttempt.Expectation) -> [ProbeOutcome] {
            ends.filter { $0.surprise(ProbeAttempt("x", "SELECT", expectation)) == nil }
        }
        #expect(quiet(.allowed) == [.done])
        #expect(quiet(.refused) == [.refused])
        #expect(quiet(.answer(true)) == [.answer(true)])
        #expect(quiet(.answer(false)) == [.refused, .answer(false)])
    }
}
