import FoundationEssentials
import Testing

@testable import Migrations

@Suite struct ResumePointTests {
    private static let statements = ["VACUUM a", "VACUUM b", "VACUUM c"]

    private func step(_ statements: [String]) throws -> MigrationPlan.Step {
        let text = "-- migrate:up transaction:false\n" + statements.map { $0 + ";" }.joined(separator: "\n")
        return MigrationPlan.Step(
            direction: .up, file: try MigrationFile(path: "030_m.sql", content: Array(text.utf8)))
    }

    /// A run of the three statements that stopped, against the file as it is now.
    private func point(
        _ state: HistoryEntry.State, done: Int, begun: Int? = nil, now: [String] = statements
    ) throws -> ResumePoint {
        let before = try step(Self.statements)
        let entry = HistoryEntry(
            version: 30, name: "m", checksum: "", direction: .up, state: state, statementsTotal: 3,
            statementsDone: done, startedAt: .now, duration: nil, statementHashes: before.statements.map(\.hash),
            statementBegun: begun)
        return try ResumePoint(of: entry, step: try step(now))
    }

    @Test func betweenTwoStatementsNothingIsInQuestion() throws {
        for done in 0...3 {
            let point = try point(.running, done: done)
            #expect(point.statementsDone == done && point.questioned == nil && !point.mayHaveTakenEffect)
        }
    }

    @Test func aStatementUnderWayMayHaveTakenEffect() throws {
        let point = try point(.running, done: 1, begun: 2)
        #expect(point.statementsDone == 1 && point.questioned == 2 && point.mayHaveTakenEffect)
    }

    @Test func aStatementThatFailedHasNotButMayHaveLeftSomething() throws {
        let point = try point(.failed, done: 1)
        #expect(point.statementsDone == 1 && point.questioned == 2 && !point.mayHaveTakenEffect)
        let verification = try self.point(.failed, done: 3)
        #expect(verification.questioned == nil)
    }

    @Test func whatIsNotDoneMayHaveChanged() throws {
        let point = try point(.failed, done: 1, now: ["VACUUM a", "VACUUM x", "VACUUM y", "VACUUM z"])
        #expect(point.statementsDone == 1)
    }

    @Test(arguments: [["VACUUM x", "VACUUM b", "VACUUM c"], ["VACUUM a"], ["VACUUM b", "VACUUM a"]])
    func whatIsDoneMayNot(now: [String]) throws {
        let error = #expect(throws: MigrationError.self) { try point(.failed, done: 2, now: now) }
        #expect(error?.code == .changedAfterApplied)
        #expect(error?.advice?.contains("dal migrate repair --at N (0 to \(now.count))") == true)
    }

    @Test func whatWasUnderWayMayNotEither() throws {
        let error = #expect(throws: MigrationError.self) {
            try point(.running, done: 1, begun: 2, now: ["VACUUM a", "VACUUM x"])
        }
        #expect(error?.code == .inDoubt)
    }
}
