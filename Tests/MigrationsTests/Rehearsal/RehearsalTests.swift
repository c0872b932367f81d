import DataAccessTesting
import FleetTesting
import Foundation
import Migrations
import PostgresCatalog
import PostgresDriver
import Testing

/// A whole rehearsal: the original is copied to a private server.
@Suite(.serialized) struct RehearsalTests {
    @Test("pain 13, no rollback after complete: the project's migrations undo themselves; the original is only read")
    func theProjectsOwnMigrationsUndoThemselvesAndTheOriginalIsOnlyRead() async throws {
        let fleet = try await FleetTestServer.start()
        let administrator = fleet.configuration("fleetadmin")
        try await TestServer.withConnection(to: administrator) { connection in
            try await SQLScript.load(FleetFiles.path("data/demo.sql")).run(on: connection, inTransaction: true)
        }
        let before = try await state(fleet)
        var options = RehearsalOptions()
        options.first = 31
        options.writes = try SQLScript.load(FleetFiles.path("data/demo.sql"))
        let files = try MigrationDirectory.load(FleetFiles.path("migrations"))
        let report = try await Rehearsal(
            source: administrator, files: files, toolVersion: "test", options: options
        ).run()
        #expect(report.holds, "\(report.findings)")
        #expect(report.rehearsed == files.map(\.version).filter { $0 >= 31 })
        #expect(report.notCopied.isEmpty, "\(report.notCopied)")
        #expect(report.kept.contains("dal.retained_audit"))
        #expect(try await state(fleet) == before)
        try await fleet.server.stop()
    }

    @Test func withoutRowsItIsKnownAllTheSameWhatIsApplied() async throws {
        let fleet = try await FleetTestServer.start()
        let files = try MigrationDirectory.load(FleetFiles.path("migrations"))
        let extra = try MigrationFile(
            path: "900_extra.sql",
            content: Array("-- migrate:up\nCREATE TABLE extra (a integer);\n-- migrate:down\nSELECT 1;".utf8))
        let behind = try MigrationFile(
            path: "901_behind.sql", content: Array("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;".utf8))
        var options = RehearsalOptions()
        options.copiesRows = false
        let report = try await Rehearsal(
            source: fleet.configuration("fleetadmin"), files: files + [extra, behind], toolVersion: "test",
            options: options
        ).run()
        #expect(report.rehearsed == [900] && report.left == [901] && !report.holds)
        guard case .notUndone(let differences)? = report.findings.first?.problem else {
            Issue.record("\(report.findings)")
            return
        }
        #expect(differences.map(\.object) == ["table public.extra", "rows of public.extra"])
        #expect("\(report.findings)".contains("900_extra.sql: the down did not undo\n  + table public.extra"))
        try await fleet.server.stop()
    }

    @Test("a column that a down adds again stands last: said as what it is, apart from what a down forgot")
    func columnOrder() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query("CREATE TABLE letters (a integer, b integer, c integer)")
            }
            let drop = { (version: Int, column: String, type: String) in
                let text = """
                    -- migrate:up
                    ALTER TABLE letters DROP COLUMN \(column);
                    -- migrate:down
                    ALTER TABLE letters ADD COLUMN \(column) \(type);
                    """
                return try MigrationFile(path: "\(version)_drop_\(column).sql", content: Array(text.utf8))
            }
            let report = try await Rehearsal(
                source: database.configuration, files: [drop(900, "a", "integer"), drop(901, "b", "bigint")],
                toolVersion: "test"
            ).run()
            let words = report.findings.map { $0.description.split(separator: "\n").map(String.init) }
            #expect(
                words.first == [
                    "900_drop_a.sql: the down brought everything back, but not in its order",
                    "  ~ table public.letters",
                    "      - columns: a, b, c", "      + columns: b, c, a",
                    "  A column that is added stands last: name columns in INSERT and COPY.",
                ])
            #expect(words.last?.first == "901_drop_b.sql: the down did not undo")
        }
    }

    @Test func whatIsCancelledOrFailsLeavesNoCopyBehind() async throws {
        try await withTestDatabase { database in
            let files = [
                try MigrationFile(path: "030_bad.sql", content: Array("SELECT pg_sleep(60); SELECT 1/0;".utf8))
            ]
            let (started, starts) = AsyncStream<Void>.makeStream()
            let rehearsal = Rehearsal(source: database.configuration, files: files, toolVersion: "test") { note in
                if note.hasPrefix("up ") { starts.yield() }
            }
            let task = Task { () async throws in try await rehearsal.run() }
            for await _ in started { break }
            #expect(try copies().count == 1)
            task.cancel()
            let error = await #expect(throws: MigrationError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try copies().isEmpty)
            let failing = [try MigrationFile(path: "030_bad.sql", content: Array("SELECT 1/0;".utf8))]
            let report = try await Rehearsal(
                source: database.configuration, files: failing, toolVersion: "test"
            ).run()
            #expect("\(report.findings)".contains("030_bad.sql:1: SELECT failed: division by zero (22012"))
            #expect(try copies().isEmpty)
        }
    }

    /// The folders of the private servers of this process.
    private func copies() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter {
            $0.hasPrefix("dal-rehearsal-\(ProcessInfo.processInfo.processIdentifier)-")
        }
    }

    private func state(_ fleet: FleetTestServer) async throws -> Fingerprint {
        try await TestServer.withConnection(to: fleet.superuser()) { connection in
            let catalogue = try await Fingerprint.readCatalogue(from: connection)
            return catalogue.joined(with: try await Fingerprint.readRows(from: connection))
        }
    }
}
