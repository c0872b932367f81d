import FoundationEssentials
import Testing

@testable import Migrations

@Suite struct MigrationPlannerTests {
    private func file(_ version: Int, _ text: String = "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2") throws
        -> MigrationFile
    {
        try MigrationFile(path: "0\(version)_m\(version).sql", content: Array(text.utf8))
    }

    private func entry(
        _ file: MigrationFile, _ direction: MigrationDirection = .up, _ state: HistoryEntry.State = .done,
        checksum: String? = nil
    ) -> HistoryEntry {
        HistoryEntry(
            version: file.version, name: file.name, checksum: checksum ?? file.checksum, direction: direction,
            state: state, statementsTotal: 3, statementsDone: state == .done ? 3 : 1,
            startedAt: Date(timeIntervalSince1970: 0), duration: state == .running ? nil : .seconds(2),
            statementHashes: [], statementBegun: nil)
    }

    private func steps(_ plan: MigrationPlan) -> [String] {
        plan.steps.map { "\($0.direction.rawValue) \($0.file.version)" }
    }

    private func refusal(_ planner: MigrationPlanner, _ request: MigrationRequest) -> MigrationError? {
        #expect(throws: MigrationError.self) { try planner.plan(request) }
    }

    @Test func whatIsPendingIsAppliedInOrder() throws {
        let files = try [file(32), file(30), file(31)]
        let fresh = MigrationPlanner(files: files, history: [])
        #expect(steps(try fresh.plan(.apply(upTo: nil))) == ["up 30", "up 31", "up 32"])
        #expect(steps(try fresh.plan(.apply(upTo: 31))) == ["up 30", "up 31"])
        let begun = MigrationPlanner(files: files, history: [entry(files[1])])
        #expect(steps(try begun.plan(.apply(upTo: nil))) == ["up 31", "up 32"])
        #expect(steps(try begun.plan(.apply(upTo: 30))).isEmpty)
    }

    @Test func whatWasRolledBackIsPendingAndMayHaveChanged() throws {
        let files = try [file(30), file(31)]
        let history = [entry(files[0]), entry(files[1], .down, checksum: "before")]
        let planner = MigrationPlanner(files: files, history: history)
        #expect(steps(try planner.plan(.apply(upTo: nil))) == ["up 31"])
        #expect(planner.statuses().map(\.state) == [.applied, .pending])
    }

    @Test func rollbackUndoesEveryVersionAboveNewestFirst() throws {
        let files = try [file(30), file(31), file(32)]
        let planner = MigrationPlanner(files: files, history: files.map { entry($0) })
        #expect(steps(try planner.plan(.rollback(to: 30))) == ["down 32", "down 31"])
        #expect(steps(try planner.plan(.rollback(to: 0))) == ["down 32", "down 31", "down 30"])
        #expect(steps(try planner.plan(.rollback(to: 32))).isEmpty)
    }

    @Test func aChangedFileIsRefusedByNameWithBothChecksums() throws {
        let files = try [file(30), file(31)]
        let planner = MigrationPlanner(files: files, history: [entry(files[0], checksum: "abc")])
        let error = refusal(planner, .apply(upTo: nil))
        #expect(error?.code == .changedAfterApplied && error?.file == "030_m30.sql")
        #expect(error?.message.contains("abc") == true && error?.message.contains(files[0].checksum) == true)
        #expect(planner.statuses().map(\.state) == [.changed, .pending])
    }

    @Test func aChangedFileBelowTheTargetDoesNotStopARollback() throws {
        let files = try [file(30), file(31)]
        let below = MigrationPlanner(files: files, history: [entry(files[0], checksum: "abc"), entry(files[1])])
        #expect(steps(try below.plan(.rollback(to: 30))) == ["down 31"])
        #expect(refusal(below, .rollback(to: 0))?.code == .changedAfterApplied)
    }

    @Test func aMissingFileIsRefused() throws {
        let files = try [file(30), file(31)]
        let planner = MigrationPlanner(files: [files[1]], history: [entry(files[0]), entry(files[1])])
        #expect(refusal(planner, .apply(upTo: nil))?.code == .missingFile)
        #expect(refusal(planner, .rollback(to: 0))?.code == .missingFile)
        #expect(planner.statuses().map(\.state) == [.missing, .applied])
    }

    @Test func aVersionBelowTheNewestAppliedIsRefused() throws {
        let files = try [file(30), file(31), file(32)]
        let planner = MigrationPlanner(files: files, history: [entry(files[0]), entry(files[2])])
        let error = refusal(planner, .apply(upTo: nil))
        #expect(error?.code == .outOfOrder && error?.file == "031_m31.sql")
        #expect(planner.statuses().map(\.state) == [.applied, .outOfOrder, .applied])
        #expect(steps(try planner.plan(.rollback(to: 30))) == ["down 32"])
    }

    @Test(arguments: [MigrationRequest.apply(upTo: 33), .rollback(to: 29), .rollback(to: -1)])
    func anUnknownTargetIsRefusedWithTheKnownOnes(request: MigrationRequest) throws {
        let error = refusal(MigrationPlanner(files: try [file(30), file(31)], history: []), request)
        #expect(error?.code == .unknownTarget && error?.advice?.contains("030, 031") == true)
    }

    @Test("pain 13, no rollback after complete: what cannot be undone is refused, with the last version to go back to")
    func whatCannotBeUndoneIsRefusedWithItsReason() throws {
        let final = try file(31, "-- migrate:up\nSELECT 1;\n-- migrate:irreversible drops old columns")
        let error = refusal(MigrationPlanner(files: [final], history: [entry(final)]), .rollback(to: 0))
        #expect(error?.code == .irreversible && error?.message.contains("drops old columns") == true)
        let plain = try file(31, "SELECT 1")
        let missing = refusal(MigrationPlanner(files: [plain], history: [entry(plain)]), .rollback(to: 0))
        #expect(missing?.code == .noDownSection)
        for error in [error, missing] {
            #expect(error?.advice?.hasPrefix("Roll back to version 31 at most") == true)
        }
    }

    @Test(arguments: [HistoryEntry.State.running, .failed])
    func whatStoppedHalfWayIsRefused(state: HistoryEntry.State) throws {
        let files = try [file(30), file(31)]
        let planner = MigrationPlanner(files: files, history: [entry(files[0]), entry(files[1], .up, state)])
        #expect(refusal(planner, .apply(upTo: nil))?.code == .unfinished)
        #expect(refusal(planner, .rollback(to: 0))?.code == .unfinished)
        #expect(planner.statuses().map(\.state) == [.applied, .unfinished])
    }

    @Test func aDownThatStoppedHalfWayIsNamedSoAndGoneOnWithOnlyWhereItStillIs() throws {
        let file = try file(30)
        let history = [entry(file, .down, .failed)]
        let planner = MigrationPlanner(files: [file], history: history)
        for request in [MigrationRequest.apply(upTo: nil), .rollback(to: 0)] {
            let error = refusal(planner, request)
            #expect(error?.code == .unfinished && error?.message.hasPrefix("the down of migration 30") == true)
            #expect(error?.advice?.contains("0 when nothing of it is undone, 3 when all of it is") == true)
        }
        #expect(steps(try planner.plan(.resume)) == ["down 30"])
        let without = MigrationPlanner(files: [try self.file(30, "SELECT 1")], history: history)
        for request in [MigrationRequest.resume, .repair(at: 0, reason: "")] {
            #expect(refusal(without, request)?.code == .noDownSection)
        }
    }

    @Test func theStatusCarriesWhenAndHowLong() throws {
        let files = try [file(30), file(31)]
        let statuses = MigrationPlanner(files: files, history: [entry(files[0])]).statuses()
        #expect(statuses.map(\.appliedAt) == [Date(timeIntervalSince1970: 0), nil])
        #expect(statuses.map(\.duration) == [.seconds(2), nil])
    }

    @Test func theHashMovesWithStepsFilesAndHistory() throws {
        let files = try [file(30), file(31)]
        let other = try file(31, "SELECT 3")
        func hash(_ files: [MigrationFile], _ history: [HistoryEntry], _ request: MigrationRequest) throws -> String {
            try MigrationPlanner(files: files, history: history).plan(request).hash
        }
        let base = try hash(files, [entry(files[0])], .apply(upTo: nil))
        #expect(try hash(files.reversed(), [entry(files[0])], .apply(upTo: nil)) == base)
        #expect(try hash(files, [], .apply(upTo: nil)) != base)
        #expect(try hash([files[0], other], [entry(files[0])], .apply(upTo: nil)) != base)
        #expect(try hash(files, [entry(files[0]), entry(files[1], .down)], .apply(upTo: nil)) != base)
        #expect(try hash(files, [entry(files[0])], .rollback(to: 0)) != base)
    }
}
