import FoundationEssentials
import PostgresDriver
import StatementAnalysis
import Testing

@testable import Migrations

@Suite struct FailureMessageTests {
    private func step() throws -> MigrationPlan.Step {
        let text = "-- migrate:up\n\n-- é\nCREATE TABLE vendors (\n  é nonsense\n);\n"
        return MigrationPlan.Step(
            direction: .up, file: try MigrationFile(path: "x/031_vendors.sql", content: Array(text.utf8)))
    }

    @Test func aFailingStatementIsNamedWithPlaceReasonAndWhatRemains() throws {
        var error = DatabaseError(.server, outcome: .rolledBack)
        error.sqlState = .undefinedObject
        error.serverMessage = #"type "nonsense" does not exist"#
        error.hint = "Spell it."
        error.position = 29
        let step = try step()
        let failure = MigrationError.statementFailed(
            error, statement: step.file.up[0], of: step, remains: "Nothing of this file remains.")
        #expect(
            failure.description == """
                031_vendors.sql:5: CREATE TABLE vendors failed: type "nonsense" does not exist (42704 undefined_object)
                Hint: Spell it.
                Nothing of this file remains.
                """)
    }

    @Test func aStatementThatNeedsNoTransactionIsToldWhereToGo() throws {
        var error = DatabaseError(.server, outcome: .rolledBack)
        error.sqlState = .activeSQLTransaction
        let step = try step()
        let failure = MigrationError.statementFailed(error, statement: step.file.up[0], of: step, remains: "")
        #expect(failure.advice?.contains("-- migrate:up transaction:false") == true)
    }

    @Test func theOutcomeOfALostCommitIsWhatTheHistorySays() throws {
        let step = try step()
        let error = DatabaseError(.connectionLost, outcome: .unknown)
        let entry = HistoryEntry(
            version: 31, name: "vendors", checksum: step.file.checksum, direction: .up, state: .done,
            statementsTotal: 1, statementsDone: 1, startedAt: .now, duration: .seconds(1), statementHashes: [],
            statementBegun: nil)
        func verdict(_ direction: MigrationDirection, _ history: [HistoryEntry]) -> Bool {
            let step = MigrationPlan.Step(direction: direction, file: step.file)
            return OutcomeInquiry.verdict(on: step, history: history, error: error, before: "").message
                .contains("took effect")
        }
        #expect(verdict(.up, [entry]))
        #expect(!verdict(.up, []))
        #expect(!verdict(.down, [entry]))
        #expect(verdict(.down, []))
    }
}
